#include "actions/close.h"

#include <iterator>
#include <utility>

#include "actions/read.h"
#include "rules/grounds.h"

namespace psp::actions {
namespace {

/// Returns a closure on that day, on some ground: if a case does not take it, it takes none.
Record any_closure(const Service* service, Date day) {
  const auto& grounds = settings_on(service, day).grounds;
  Closure closure;
  closure.date = day;
  closure.ground = grounds.empty() ? Ground::other : grounds.front();
  closure.reason = closure.override_ = "…";
  Record r;
  r.body = std::move(closure);
  return r;
}

}  // namespace

void refuse_closing(const Occasion& on, const std::string& case_id, Date day) {
  drafted(on, case_id, [&](Batch& batch) { batch.add(any_closure(batch.standing().service, day)); });
}

std::vector<Message> doubts_about_closure(const Occasion& on, const std::string& case_id, const Record& closure) {
  std::vector<Message> doubts;
  drafted(on, case_id, [&](Batch& batch) {
    batch.add(closure);
    doubts = rules::advisable_evidence({*closure.as<Closure>(), batch.standing()});
    auto passed = rules::passed_over({*closure.as<Closure>(), batch.standing()});
    doubts.insert(doubts.end(), std::make_move_iterator(passed.begin()), std::make_move_iterator(passed.end()));
  });
  return doubts;
}

}  // namespace psp::actions
