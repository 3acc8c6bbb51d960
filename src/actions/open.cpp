#include "actions/open.h"

#include <utility>

#include "actions/person.h"
#include "rules/check.h"
#include "store/new_case.h"

namespace psp::actions {
namespace {

/// Throws a Failure if the client is known by another spelling of the reference: K-0117 and k-0117 are one client.
void refuse_other_spelling(const store::Ledger& ledger, const std::string& client,
                           const std::vector<std::string>& in_cases) {
  if (const auto known = written_reference(ledger, client, in_cases); known != client)
    throw Failure{Exit::usage, msg("this client is written {} already: psp open --client {}", known, known)};
}

void refuse_errors(const Case& c, const Office& office) {
  for (auto& d : rules::check(c, office))
    if (d.severity == Severity::error) throw Failure{Exit::usage, std::move(d.message)};
}

}  // namespace

Opened open_new(const Occasion& on, OpenRequest request) {
  const auto& office = on.ledger.office();
  Opened opened;
  auto& c = opened.of;
  c.header = std::move(request.header);
  c.intake = std::move(request.intake);
  if (auto wrong = rules::refuse_reference(c.header.client)) throw Failure{Exit::usage, std::move(*wrong)};
  if (!c.header.opened) c.header.opened = on.today();
  if (c.header.worker.empty() && office.workers.contains(on.by)) c.header.worker = on.by;
  c.header.format = format_number;
  c.header.by = on.by;
  c.header.recorded = on.now;
  auto theirs = client_status(on.ledger, c.header.client, {on.today(), std::nullopt});
  refuse_other_spelling(on.ledger, c.header.client, theirs.references);

  opened.durable =
      store::create_case(on.ledger, c.header.opened->year, request.prefix, on.writer(), [&](const std::string& id) {
        c.header.id = id;
        c.file = case_path(id);
        refuse_errors(c, office);
        return c;
      });
  auto household = household_status(on.ledger, c.header.family, {on.today(), std::nullopt});
  for (auto& other : household.cases)
    if (!other.closed && reference_key(other.client) != reference_key(c.header.client))
      opened.household.push_back(std::move(other));
  for (auto& d : rules::check(c, office)) opened.doubts.push_back(std::move(d.message));
  for (auto& other : theirs.cases)
    if (!other.closed) opened.others.push_back(std::move(other));
  if (auto now = rules::case_status(c, office, {on.today(), std::nullopt})) opened.flags = std::move(now->flags);
  opened.read = std::move(theirs.read);
  return opened;
}

}  // namespace psp::actions
