#include "actions/close.h"

#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "actions/read.h"
#include "actions/session.h"
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

std::vector<const Record*> sessions_behind(const rules::Standing& standing, const LocalTime& now,
                                           const Record& closure) {
  std::vector<const Record*> found;
  for (const auto& s : standing.all_sessions) {
    const auto& at = *s.session.body->at;
    if (s.state == rules::SessionState::planned && at > now && at.date >= *closure.as<Closure>()->date)
      found.push_back(s.session.record);
  }
  return found;
}

void fill(Batch& batch, const ClosingRequest& request, const LocalTime& now) {
  if (request.calls_off) {
    for (const auto* session : sessions_behind(batch.standing(), now, request.closure)) {
      Attendance body;
      body.outcome = Outcome::cancelled;
      body.cancelled_by = CancelledBy::provider;
      Record attendance;
      attendance.body = body;
      add_attendance(batch, *session, std::move(attendance), std::nullopt);
    }
    batch.go_on();
  }
  batch.add(request.closure);
}

}  // namespace

void refuse_any_closing(const Occasion& on, const std::string& case_id, Date day) {
  drafted(on, case_id, [&](Batch& batch) { batch.add(any_closure(batch.standing().service, day)); });
}

void refuse_closing(const Occasion& on, const ClosingRequest& request) {
  drafted(on, request.case_id, [&](Batch& batch) { fill(batch, request, on.now.local); });
}

std::vector<Message> doubts_about_closure(const Occasion& on, const ClosingRequest& request) {
  std::vector<Message> doubts;
  drafted(on, request.case_id, [&](Batch& batch) {
    fill(batch, request, on.now.local);
    const auto& closure = *request.closure.as<Closure>();
    doubts = rules::advisable_evidence({closure, batch.standing()});
    auto passed = rules::passed_over({closure, batch.standing()});
    doubts.insert(doubts.end(), std::make_move_iterator(passed.begin()), std::make_move_iterator(passed.end()));
  });
  return doubts;
}

std::vector<LocalTime> sessions_behind(const Occasion& on, const ClosingRequest& request) {
  const auto c = readable_case(on, request.case_id);
  const rules::Standing standing(c, on.service_of(c), {on.today(), std::nullopt});
  std::vector<LocalTime> at;
  for (const auto* session : sessions_behind(standing, on.now.local, request.closure))
    at.push_back(*session->as<Session>()->at);
  return at;
}

WrittenOne close(const Occasion& on, const ClosingRequest& request) {
  return record(on, request.case_id, [&](Batch& batch) { fill(batch, request, on.now.local); });
}

}  // namespace psp::actions
