// psp check --privacy: who can be recognised in what git holds, or would take.
#include "cli/check_privacy.h"

#include <algorithm>
#include <iterator>
#include <ostream>

#include "cli/check.h"
#include "cli/people.h"
#include "model/utf8.h"
#include "store/texts.h"

namespace psp::cli {

rules::PrivacySearch search_for_people(Context& context) {
  return {context.people_to_look_for(), names_of_the_office(context.ledger().parsed_office().value)};
}

namespace {

Message names_left_out() { return msg("not every name could be looked for: people/ cannot be read whole"); }

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = decode(text).length;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

/// The text with stars in the place of what tells of people.
std::string starred(const std::string& text, const rules::PrivacySearch& search) {
  std::string shown;
  std::size_t at = 0;
  for (const auto& passage : search.passages(text)) {
    shown +=
        text.substr(at, passage.begin - at) + rules::masked(text.substr(passage.begin, passage.end - passage.begin));
    at = passage.end;
  }
  return shown + text.substr(at);
}

bool is_address_of_a_worker(const std::string& text, const Office& office) {
  return std::any_of(office.workers.begin(), office.workers.end(),
                     [&](const auto& w) { return !text.empty() && w.second.email == text; });
}

}  // namespace

std::vector<Diagnostic> people_in(const std::vector<store::GitWords>& all, const rules::PrivacySearch& search,
                                  const Office& office) {
  std::vector<Diagnostic> found;
  for (const auto& [place, name, where, text] : all) {
    if (is_address_of_a_worker(text, office)) continue;
    auto here = search.in({{}, text});
    if (!is_utf8(text)) here.push_back({Severity::error, {}, 1, 1, msg("not UTF-8, and cannot be looked through")});
    for (auto& d : here) {
      d.file = name.empty() ? place : place + " " + starred(name, search);
      d.message = msg("{}: {}", where, d.message);
      found.push_back(std::move(d));
    }
  }
  return found;
}

void refuse_unread_people(Context& context, const std::vector<Message>& details) {
  const auto& unread = context.people_read().unread;
  if (!unread.empty()) throw Failure{Exit::system, names_left_out(), unread, details};
}

namespace {

bool is_private(const std::string& path) { return path.starts_with("people/") || path.starts_with(".psp/"); }

/// One look through a ledger: what is found, and what could not be looked at.
class PrivacyCheck {
 public:
  explicit PrivacyCheck(Context& context)
      : context_(context),
        ledger_(context.ledger()),
        people_(context.people_read()),
        office_(ledger_.parsed_office().value),
        search_(people_.people, names_of_the_office(office_)),
        found_(people_.people.wrong) {}  // nothing can be looked for that such a file would name

  Exit run() {
    const auto files = files_to_search();
    for (const auto& file : files)
      if (!is_private(file)) look_into(file);
    add(people_in(words_, search_, office_));
    const auto exit = tell_findings(context_, found_);
    context_.out << std::flush;
    return std::max(exit, tell_left_out());
  }

 private:
  void add(std::vector<Diagnostic> more) { std::move(more.begin(), more.end(), std::back_inserter(found_)); }

  /// git's, or without git all that there are.
  std::vector<std::string> files_to_search() {
    const auto of_git = store::files_of_git(ledger_);
    if (of_git.none()) no_answer_ = *of_git.none();
    else if (of_git.or_fail()) {
      if (auto none = look_into_git()) no_answer_ = std::move(*none);
      return *of_git.or_fail();
    }
    auto on_disk = store::disk_files(ledger_);
    std::erase_if(on_disk.unread,
                  [](const Diagnostic& d) { return is_private(d.file + "/"); });  // of people/ it is known
    unread_ += static_cast<std::int64_t>(on_disk.unread.size());
    add(std::move(on_disk.unread));
    return std::move(on_disk.files);
  }

  /// What git holds beside the files. Returns why there is no answer; nothing where there was one.
  std::optional<store::NoAnswer> look_into_git() {
    const auto clear = store::people_in_the_clear(ledger_);
    if (clear.none()) return *clear.none();
    for (const auto& file : clear.or_fail())
      found_.push_back(
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
    add(search_.in({file, read.text.value_or("")}));
    if (read.unread) {
      found_.push_back({Severity::error, file, 1, 1, *read.unread});
      ++unread_;
    } else if (!read.text) {
      ++no_text_;
    }
  }

  /// Says what could not be looked at, or for.
  Exit tell_left_out() const {
    if (no_text_ > 0)
      context_.mention(msg_count(no_text_, "{} file was not looked into: it is no text",
                                 "{} files were not looked into: they are no text"));
    const auto& people = people_.people;
    if (!people_.there) context_.say(no_people());
    if (!people.locked.empty()) {
      context_.say(locked_names());
      context_.say(msg_count(static_cast<std::int64_t>(people.locked.size()),
                             "nothing could be looked for that names {} client",
                             "nothing could be looked for that names {} clients"));
    }
    auto exit = Exit::done;
    const auto missing = [&](const Message& what) {
      context_.say(what);
      exit = Exit::system;
    };
    if (!people_.unread.empty()) missing(names_left_out());
    if (unread_ > 0)
      missing(msg_count(unread_, "{} file or directory was not looked into: it cannot be read",
                        "{} files or directories were not looked into: they cannot be read"));
    if (no_answer_) {
      context_.tell_no_answer(*no_answer_);
      missing(msg("not all that git holds could be looked into"));
    }
    return exit;
  }

  Context& context_;
  const store::Ledger& ledger_;
  const store::PeopleRead& people_;
  const Office& office_;
  const rules::PrivacySearch search_;
  std::vector<Diagnostic> found_;
  std::vector<store::GitWords> words_ = {};
  std::optional<store::NoAnswer> no_answer_ = std::nullopt;
  std::int64_t no_text_ = 0;
  std::int64_t unread_ = 0;  ///< files and directories beside people/
};

}  // namespace

Exit check_privacy(Context& context) { return PrivacyCheck(context).run(); }

}  // namespace psp::cli
