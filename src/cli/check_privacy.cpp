// psp check --privacy: who can be recognised in what git holds, or would take.
#include <algorithm>
#include <ostream>

#include "cli/check_privacy.h"
#include "cli/people.h"
#include "render/check.h"
#include "rules/privacy.h"
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

/// The files to be searched: git's, or without git all that are not private.
std::vector<std::string> files_to_search(const store::Ledger& ledger) {
  auto files = store::files_of_git(ledger);
  if (!files) files = store::files_on_disk(ledger);
  std::erase_if(*files, is_private);
  return std::move(*files);
}

}  // namespace

std::vector<Diagnostic> check_privacy(Context& context) {
  const auto& ledger = context.ledger();
  const auto people = ledger.people();
  auto found = people.wrong;  // nothing can be looked for that such a file would name
  for (const auto& file : store::people_in_the_clear(ledger))
    found.push_back(
        {Severity::error, file, 1, 1,
         msg("git holds this file in the clear: psp git rm --cached it, and psp person --encrypt before it is "
             "added again; its history keeps it until it is rewritten")});
  const rules::PrivacySearch search(people, names_of_the_office(ledger.parsed_office().value));
  std::int64_t unread = 0;
  for (const auto& file : files_to_search(ledger)) {
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
