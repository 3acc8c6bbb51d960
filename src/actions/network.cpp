#include "actions/network.h"

#include <iterator>
#include <utility>

namespace psp::actions {

NetworkRead read_network(const store::Ledger& ledger, const report::NetworkFilter& filter, rules::AsOf as_of) {
  const auto& office = ledger.office();
  const auto& ids = ledger.case_ids();
  std::vector<std::vector<report::ReferralMade>> of_case(ids.size());
  auto read = read_cases(ledger, ids, [&](std::size_t at, const rules::History& whole) {
    const auto history = whole.on(as_of);
    if (!whole.struck_whole() && history.there()) of_case[at] = report::referrals_made(history);
  });
  std::vector<report::ReferralMade> all;
  for (auto& made : of_case) std::move(made.begin(), made.end(), std::back_inserter(all));
  return {report::network_of(office, std::move(all), filter), std::move(read)};
}

}  // namespace psp::actions
