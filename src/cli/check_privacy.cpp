// psp check --privacy: who can be recognised in what git holds, or would take.
#include <algorithm>
#include <ostream>

#include "cli/check_privacy.h"
#include "cli/people.h"
#include "render/check.h"
#include "rules/privacy/search.h"
#include "store/texts.h"

namespace psp::cli {

std::vector<std::string> names_of_the_office(const Office& office) {
  std::vector<std::string> names{office.settings.name};
  for (const auto& [key, worker] : office.workers) names.push_back(worker.name);
  for (const auto& [key, provider] : office.providers) names.push_back(provider.name);
  return names;
}

namespace {

bool is_private(const std::string& path) { return path.starts_with("people/") || path.starts_with(".psp/"); }

/// The files to be searched: git's, or without git all that are not private. That git gives no answer is a find.
std::vector<std::string> files_to_search(const Context& context, const store::Ledger& ledger,
                                         std::vector<Diagnostic>& found) {
  const auto of_git = store::files_of_git(ledger);
  if (const auto* none = of_git.none()) {
    context.tell_no_answer(*none);
    found.push_back(
        {Severity::error, ".git", 1, 1,
         msg("git gives no answer: which files it holds is not known, nor whether people/ is among them; all "
             "files of the ledger but people/ are looked into")});
  }
  auto files = of_git.none() || !of_git.or_fail() ? store::files_on_disk(ledger) : *of_git.or_fail();
  std::erase_if(files, is_private);
  return files;
}

}  // namespace

std::vector<Diagnostic> check_privacy(Context& context) {
  const auto& ledger = context.ledger();
  const auto people = ledger.people();
  auto found = people.wrong;  // nothing can be looked for that such a file would name
  const auto clear = store::people_in_the_clear(ledger);
  if (!clear.none())
    for (const auto& file : clear.or_fail())
      found.push_back(
          {Severity::error, file, 1, 1,
           msg("git holds this file in the clear: psp git rm --cached it, and psp person --encrypt before it is "
               "added again; its history keeps it until it is rewritten")});
  const rules::PrivacySearch search(people, names_of_the_office(ledger.parsed_office().value));
  std::int64_t unread = 0;
  for (const auto& file : files_to_search(context, ledger, found)) {
    const auto text = store::searchable_text(ledger, file);
    if (!text) ++unread;
    for (auto& d : search.in({file, text.value_or("")})) found.push_back(std::move(d));
  }
  if (unread > 0)
    context.mention(msg_count(unread, "{} file was not looked into: it is no text",
                              "{} files were not looked into: they are no text"));
  if (!people.locked.empty()) {
    context.say(locked_names());
    context.say(msg_count(static_cast<std::int64_t>(people.locked.size()),
                          "nothing could be looked for that names {} client",
                          "nothing could be looked for that names {} clients"));
  }
  return found;
}

}  // namespace psp::cli
