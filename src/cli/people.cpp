#include "cli/people.h"

#include "rules/privacy/redaction.h"

namespace psp::cli {

std::string written_reference(Context& context, const std::string& given, std::string_view without_case) {
  const auto& ledger = context.ledger();
  if (!is_reference(given) || ledger.text_of(person_path(given))) return given;
  auto spellings = ledger.people().spellings;
  const auto& ids = ledger.case_ids();
  std::vector<std::string> clients(ids.size());
  ledger.read_cases(ids, [&](std::size_t i, format::ParsedCase parsed) {
    if (ids[i] != without_case) clients[i] = std::move(parsed.value.header.client);
  });
  for (const auto& client : clients) spellings.add(client);
  return spellings.written(given);
}

std::string shown_client(Context& context, const std::string& reference) {
  const bool names = context.format() == "text" && !context.arguments.on("redact");
  return names ? context.people().shown(reference) : reference;
}

const People& people_to_redact(Context& context) {
  const auto& people = context.people();
  if (!people.locked.empty() || has_errors(people.wrong))
    context.say(msg("not all names are known here, for files of people/ cannot be read: such names stay in the texts"));
  return people;
}

rules::Names names_to_redact(Context& context) {
  const auto& people = people_to_redact(context);
  std::vector<std::string> workers;
  for (const auto& [key, worker] : context.ledger().office().workers) workers.insert(workers.end(), {key, worker.name});
  return rules::Names(workers, people);
}

void show_clients(Context& context, std::vector<rules::CaseStatus>& cases) {
  if (context.arguments.on("redact")) {
    const auto names = names_to_redact(context);
    for (auto& c : cases) c = rules::redacted(std::move(c), names);
  }
  for (auto& c : cases) c.client = shown_client(context, c.client);
}

}  // namespace psp::cli
