#include "actions/state_check.h"

#include <algorithm>
#include <list>
#include <map>

#include "actions/record_names.h"
#include "format/parse.h"
#include "model/ledger_file.h"
#include "model/text.h"
#include "rules/check.h"
#include "store/git/set_up.h"

namespace psp::actions {
namespace {

/// A file of the ledger that is not as it is in every parent.
struct StagedText {
  std::string file;
  const std::string& text;
};

Diagnostic error_in(const std::string& file, Message why, int line = 1) {
  return {Severity::error, file, line, 1, std::move(why)};
}

/// Returns the line on which git began a conflict; 0 where there is none.
int conflict_in(std::string_view text) {
  int line = 1, begun = 0;
  for (; !text.empty(); ++line) {
    const auto words = take_line(text);
    if (words.starts_with("<<<<<<< ")) begun = line;
    if (words.starts_with(">>>>>>> ") && begun > 0) return begun;
  }
  return 0;
}

/// Returns what is wrong in a file, as psp check tells it; conflict markers go before all else.
std::vector<Diagnostic> errors_in(const std::string& file, const std::string& text, const Office& office) {
  std::vector<Diagnostic> wrong;
  if (const int line = conflict_in(text))
    return {error_in(file, msg("git's conflict markers stand here: settle what both sides changed, and take them out"),
                     line)};
  if (file == office_file) {
    wrong = format::parse_office(text, file).diagnostics;
  } else if (store::is_case_file(file)) {
    auto parsed = format::parse_case(text, file);
    wrong = parsed.readable() ? rules::check(parsed.value, office) : std::move(parsed.diagnostics);
  }
  keep_errors(wrong);
  return wrong;
}

/// Adds an error for each file that would tell of people in the clear.
void refuse_people(const std::vector<StagedText>& staged, std::vector<Diagnostic>& found) {
  for (const auto& [file, text] : staged)
    if (store::tells_of_people(file) && store::in_the_clear(text))
      found.push_back(error_in(file, msg("tells in the clear who somebody is: take it out of what is committed (psp "
                                         "git rm --cached {}), or let people/ be encrypted",
                                         file)));
}

class StateCheck {
 public:
  StateCheck(const store::Repository& repository, const store::Staged& state, Commits commits,
             const rules::PrivacySearch& search)
      : repository_(repository), staged_(state), commits_(commits), texts_(repository), search_(search) {}

  StateFindings run() {
    for (const auto& [file, sides] : staged_.index.unmerged)
      found_.push_back(
          error_in(file, msg("is not merged yet: settle what both sides changed, then psp git add {}", file)));
    read();
    StateFindings all;
    for (const auto& loss : store::staged_losses(repository_, staged_, texts_)) all.losses.push_back(told(loss));
    for (const auto& [file, text] : changed_) judge(file, text);
    refuse_people(changed_, found_);
    refuse_what_is_no_ledgers();
    refuse_second_files();
    all.others = std::move(found_);
    // What a newer psp has in a file is not known: nor what of it is gone.
    std::erase_if(all.losses, [&](const Diagnostic& loss) {
      return std::any_of(all.others.begin(), all.others.end(),
                         [&](const Diagnostic& d) { return d.unknown && d.file == loss.file; });
    });
    return all;
  }

 private:
  void read() {
    const auto files = store::changed_files(staged_);
    std::vector<std::string> objects;
    for (const auto& file : files) objects.push_back(staged_.index.files.at(file));
    const auto office = staged_.index.files.find(office_file);
    if (office != staged_.index.files.end()) objects.push_back(office->second);
    for (const auto& parent : staged_.parents)
      for (const auto& file : files)
        if (const auto old = parent.files.find(file); old != parent.files.end()) objects.push_back(old->second);
    texts_.load(objects);
    for (const auto& file : files) changed_.push_back({file, texts_.text(staged_.index.files.at(file))});
    if (office == staged_.index.files.end()) return;
    auto parsed = format::parse_office(texts_.text(office->second), office_file);
    if (parsed.readable()) office_ = std::move(parsed.value);
  }

  /// Returns what is wrong in a text of a file, and what it tells of people.
  std::vector<Diagnostic> wrong_in(const std::string& file, const std::string& text) const {
    auto wrong = errors_in(file, text, office_);
    if (store::tells_of_people(file)) return wrong;
    for (auto& d : search_.in({file, text})) {
      if (d.severity != Severity::error) continue;
      if (store::is_case_file(file))
        d.message = msg("{}: take it out by psp edit; a correction would keep it", d.message);
      wrong.push_back(std::move(d));
    }
    return wrong;
  }

  /// Returns the errors that each parent has in this file, every one as often as that parent has it which has it the
  /// least.
  std::list<Message> wrong_before(const std::string& file) {
    std::list<Message> common;
    for (std::size_t i = 0; i < staged_.parents.size(); ++i) {
      std::list<Message> here, both;
      const auto& files = staged_.parents[i].files;
      if (const auto old = files.find(file); old != files.end())
        for (auto& d : wrong_in(file, texts_.text(old->second))) here.push_back(std::move(d.message));
      if (i == 0) both.swap(here);
      else
        for (const auto& message : common)
          if (take_out(here, message)) both.push_back(message);
      common = std::move(both);
    }
    return common;
  }

  /// Takes the message out once. Returns true if it was there.
  static bool take_out(std::list<Message>& all, const Message& message) {
    const auto at = std::find(all.begin(), all.end(), message);
    if (at == all.end()) return false;
    all.erase(at);
    return true;
  }

  /// Tells the errors in this file. One that every parent has as well is a warning; one more of it is an error.
  void judge(const std::string& file, const std::string& text) {
    auto wrong = wrong_in(file, text);
    if (wrong.empty()) return;
    auto before = wrong_before(file);
    for (auto& d : wrong) {
      if (take_out(before, d.message)) {
        d.severity = Severity::warning;
        d.message = msg("{} (it was so before)", d.message);
      }
      found_.push_back(std::move(d));
    }
  }

  /// Adds an error for what psp would take for the ledger's own, and for links, which lead elsewhere.
  void refuse_what_is_no_ledgers() {
    for (const auto& [file, text] : changed_)
      if (ledger_file(file).kind == FileKind::psp_own)
        found_.push_back(error_in(file, msg("is of one machine alone, and of none that is brought together: psp git rm "
                                            "--cached {} takes it out",
                                            file)));
    for (const auto& file : staged_.index.links)
      if (file.starts_with("cases") || file.starts_with("people") || file == office_file || file.starts_with(".psp"))
        found_.push_back(
            error_in(file, msg("is a symbolic link, which psp does not follow: psp git rm --cached {} takes "
                               "it out",
                               file)));
  }

  /// A case that is new under one number and there under another, as when two have renumbered it and git has merged.
  void refuse_second_files() {
    std::vector<std::string> opened;
    for (const auto& change : changed_) {
      const auto& file = change.file;
      if (store::is_case_file(file) && std::any_of(staged_.parents.begin(), staged_.parents.end(),
                                                   [&](const auto& p) { return !p.files.contains(file); }))
        opened.push_back(file);
    }
    if (opened.empty() || staged_.parents.empty()) return;
    std::map<format::RecordName, std::string> files;
    std::vector<std::string> objects;
    for (const auto& [file, object] : staged_.index.files)
      if (store::is_case_file(file)) objects.push_back(object);
    texts_.load(objects);
    for (const auto& [file, object] : staged_.index.files) {
      const auto opening = store::is_case_file(file) ? store::opening_in(texts_.text(object)) : std::nullopt;
      if (!opening) continue;
      const auto [first, alone] = files.emplace(*opening, file);
      const auto is_new = [&](const std::string& f) {
        return std::find(opened.begin(), opened.end(), f) != opened.end();
      };
      if (alone || (!is_new(file) && !is_new(first->second)) ||
          !store::is_one_case(texts_.text(staged_.index.files.at(first->second)), texts_.text(object)))
        continue;
      found_.push_back(error_in(
          file,
          msg("is the same case as {0}: psp merge-file /dev/null {0} {1} takes in what it alone holds; then psp git "
              "rm -f {1}, and psp git add {0}",
              first->second, file)));
    }
  }

  Diagnostic told(const store::StagedLoss& loss) const {
    const auto commit = store::short_name(repository_, staged_.parents[loss.parent].commit);
    const auto n = static_cast<std::int64_t>(loss.records.size());
    const auto names = listed_names(loss.records);
    if (commits_ == Commits::made && loss.file_gone)
      return error_in(loss.file, msg_count(n, "the file, with {0} record, is gone since {1}",
                                           "the file, with {0} records, is gone since {1}", commit));
    if (commits_ == Commits::made) return error_in(loss.file, msg("{0} is gone since {1}", names, commit));
    if (loss.file_gone)
      return error_in(loss.file,
                      msg_count(n,
                                "the file, with {0} record, would be gone: psp git checkout {1} -- {2} "
                                "brings it back; if its time of keeping is over: psp git commit -a --no-verify",
                                "the file, with {0} records, would be gone: psp git checkout {1} -- {2} "
                                "brings it back; if its time of keeping is over: psp git commit -a --no-verify",
                                commit, loss.file));
    if (staged_.parents.size() > 1 || loss.adds)
      return error_in(
          loss.file, msg("{0} would be lost, from {1}: psp git show {1}:./{2} prints the file as it is there; put them "
                         "back at the end, then psp git add {2}; strike what is wrong with psp void",
                         names, commit, loss.file));
    return error_in(loss.file, msg("{0} would be lost, from {1}: psp git checkout {1} -- {2} brings the file back; "
                                   "strike what is wrong with psp void",
                                   names, commit, loss.file));
  }

  const store::Repository& repository_;
  const store::Staged& staged_;
  const Commits commits_;
  store::Objects texts_;
  const rules::PrivacySearch& search_;
  std::vector<StagedText> changed_;
  Office office_ = plain_office();
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> StateFindings::all() const {
  auto together = losses;
  together.insert(together.end(), others.begin(), others.end());
  together.insert(together.end(), branch.begin(), branch.end());
  return together;
}

StateFindings check_state(const store::Repository& repository, const store::Staged& state, Commits commits,
                          const rules::PrivacySearch& search) {
  return StateCheck(repository, state, commits, search).run();
}

}  // namespace psp::actions
