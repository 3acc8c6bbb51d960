#include "actions/day.h"

#include <mutex>
#include <utility>
#include <vector>

namespace psp::actions {

DayRead read_day(const store::Ledger& ledger, const report::DayQuestion& question) {
  const auto& office = ledger.office();
  const auto& ids = ledger.case_ids();
  DayRead answer;
  for (const auto& [key, worker] : office.workers) answer.workers.insert(key);
  std::vector<report::CaseOfDay> cases(ids.size());
  std::mutex one_at_a_time;
  answer.read = read_cases(ledger, ids, [&](std::size_t at, const rules::History& whole) {
    cases[at] = report::case_of_day(whole, office, question);
    const auto course = rules::course_of(whole);
    const std::lock_guard lock(one_at_a_time);
    for (const auto& assignment : course.assignments) answer.workers.insert(assignment.worker);
  });
  answer.day = report::day_of(std::move(cases), question);
  return answer;
}

}  // namespace psp::actions
