#include "actions/privacy_check.h"

#include <iterator>
#include <string>

#include "actions/people_in_git.h"
#include "store/git/texts.h"

namespace psp::actions {
namespace {

bool is_private(const std::string& path) { return path.starts_with("people/") || path.starts_with(".psp/"); }

/// One look through a ledger.
class PrivacyCheck {
 public:
  PrivacyCheck(const store::Ledger& ledger, const People& people) : ledger_(ledger), people_(ledger, people) {
    findings_.found = people.wrong;  // nothing can be looked for that such a file would name
  }

  PrivacyFindings run() {
    const auto files = files_to_search();
    for (const auto& file : files)
      if (!is_private(file)) look_into(file);
    add(people_in(words_, people_));
    return std::move(findings_);
  }

 private:
  void add(std::vector<Diagnostic> more) { std::move(more.begin(), more.end(), std::back_inserter(findings_.found)); }

  /// Returns the files that git holds or would take; if git tells of none, all that there are.
  std::vector<std::string> files_to_search() {
    const auto of_git = store::files_of_git(ledger_);
    if (of_git.none()) findings_.no_answer = *of_git.none();
    else if (of_git.or_fail()) {
      findings_.no_answer = look_into_git();
      return *of_git.or_fail();
    }
    auto on_disk = store::disk_files(ledger_);
    std::erase_if(on_disk.unread,
                  [](const Diagnostic& d) { return is_private(d.file + "/"); });  // of people/ it is known
    findings_.unread += static_cast<std::int64_t>(on_disk.unread.size());
    add(std::move(on_disk.unread));
    return std::move(on_disk.files);
  }

  /// Looks into what git holds beside the files. Returns why there is no answer; nothing if there was one.
  std::optional<store::NoAnswer> look_into_git() {
    const auto clear = store::people_in_the_clear(ledger_);
    if (clear.none()) return *clear.none();
    for (const auto& file : clear.or_fail())
      findings_.found.push_back(
          {Severity::error, file, 1, 1,
           msg("git holds this file in the clear: psp git rm --cached it, and psp person --encrypt before it is "
               "added again; its history keeps it until it is rewritten")});
    const auto repository = store::repository_of(ledger_.directory());
    if (repository.none()) return *repository.none();
    for (auto& words :
         {store::words_of_commits(*repository.or_fail(), {"--all"}), store::words_of_refs(*repository.or_fail())}) {
      if (words.none()) return *words.none();
      words_.insert(words_.end(), words.or_fail().begin(), words.or_fail().end());
    }
    return std::nullopt;
  }

  void look_into(const std::string& file) {
    const auto read = store::text_to_search(ledger_, file);
    add(people_.search.in({file, read.text.value_or("")}));
    if (read.unread) {
      findings_.found.push_back({Severity::error, file, 1, 1, *read.unread});
      ++findings_.unread;
    } else if (!read.text) {
      ++findings_.no_text;
    }
  }

  const store::Ledger& ledger_;
  const LookingFor people_;
  PrivacyFindings findings_;
  std::vector<store::GitWords> words_ = {};
};

}  // namespace

PrivacyFindings check_privacy(const store::Ledger& ledger, const People& people) {
  return PrivacyCheck(ledger, people).run();
}

Message names_left_out() { return msg("not every name could be looked for: people/ cannot be read whole"); }

void refuse_unread_people(const store::PeopleRead& people, const std::vector<Message>& details) {
  if (!people.unread.empty()) throw Failure{Exit::system, names_left_out(), people.unread, details};
}

}  // namespace psp::actions
