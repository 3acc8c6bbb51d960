#include "actions/workers.h"

#include <map>
#include <string>
#include <utility>

namespace psp::actions {

WorkersRead read_workers(const store::Ledger& ledger, rules::AsOf as_of) {
  const auto& ids = ledger.case_ids();
  std::vector<std::string> worker_of(ids.size());  // "" where the case is closed or has none
  WorkersRead answer;
  answer.read = each_status(ledger, ids, as_of, [&](std::size_t at, rules::CaseStatus c) {
    if (rules::is_open(c)) worker_of[at] = std::move(c.worker);
  });
  std::map<std::string, report::WorkerCases> workers;
  for (const auto& [key, worker] : ledger.office().workers) workers[key] = {key, true, worker, {}};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (worker_of[i].empty()) continue;
    auto& its = workers[worker_of[i]];
    its.key = worker_of[i];
    its.open.push_back(ids[i]);
  }
  for (auto& [key, worker] : workers) answer.workers.push_back(std::move(worker));
  return answer;
}

}  // namespace psp::actions
