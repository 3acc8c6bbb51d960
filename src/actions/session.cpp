#include "actions/session.h"

#include <utility>

#include "actions/read.h"
#include "actions/record_meant.h"
#include "rules/record_refusals.h"

namespace psp::actions {
namespace {

/// Throws a Failure if an appointment of today waits for its attendance: who records a talk means that one.
void refuse_second_talk(const rules::Standing& standing) {
  for (const auto* a : rules::awaiting(standing, Outcome::attended))
    if (a->day() == standing.day())
      throw Failure{Exit::usage,
                    msg("today's session at {} ({}) waits for its attendance: psp attendance {} attended; for "
                        "another talk, say its time",
                        *a->session.body->at, a->session.record->id, standing.header().id)};
}

Fill filled(const SessionRequest& request) {
  return [&request](Batch& batch) {
    if (request.at_once) refuse_second_talk(batch.standing());
    const auto id = batch.add(request.session).id;
    if (!request.attendance) return;
    auto attendance = *request.attendance;
    std::get<Attendance>(attendance.body).session.id = id;
    batch.add(std::move(attendance));
  };
}

/// Returns the session that waits for its attendance; of several, the caller is asked to say which.
const Record& awaiting_session(const rules::Standing& standing, Outcome outcome) {
  const auto found = rules::awaiting(standing, outcome);
  if (found.size() == 1) return *found.front()->session.record;
  if (found.empty())
    if (const auto* next = standing.next_planned())
      throw Failure{
          Exit::usage,
          msg("the session of {} ({}) lies ahead: only cancelled or rescheduled can be recorded before its day",
              *next->session.body->at, next->session.record->id)};
  if (found.empty())
    throw Failure{Exit::usage,
                  msg("no session of case {} waits for its attendance; psp session {} records a talk without an "
                      "appointment",
                      standing.header().id, standing.header().id)};
  std::vector<Message> lines;
  for (const auto* a : found) lines.push_back(msg("--session {}: {}", a->session.record->id, *a->session.body->at));
  throw Failure{Exit::usage,
                msg("more than one session of case {} waits for its attendance; say which:", standing.header().id),
                {},
                std::move(lines)};
}

const Record& session_in(const rules::Standing& standing, Outcome outcome, const std::string& named) {
  return named.empty() ? awaiting_session(standing, outcome) : find_entry(standing.history.of(), named, "session");
}

}  // namespace

WrittenOne record_session(const Occasion& on, const SessionRequest& request) {
  return record(on, request.case_id, filled(request));
}

void refuse_session(const Occasion& on, const SessionRequest& request) {
  drafted(on, request.case_id, filled(request));
}

SessionMeant session_meant(const Occasion& on, const std::string& case_id, Outcome outcome, const std::string& named) {
  const auto c = readable_case(on, case_id);
  const rules::Standing standing(c, on.service_of(c), {on.today(), std::nullopt});
  const auto& session = session_in(standing, outcome, named);
  return {session.id, *session.as<Session>()->at, !named.empty()};
}

WrittenOne record_attendance(const Occasion& on, const AttendanceRequest& request) {
  return record(on, request.case_id, [&](Batch& batch) {
    const auto named = request.session.named ? request.session.id : std::string();
    const auto& session = session_in(batch.standing(), *request.attendance.as<Attendance>()->outcome, named);
    if (session.id != request.session.id)
      throw Failure{Exit::usage,
                    msg("nothing was written: {} was written to meanwhile; try again", batch.of().header.id)};
    add_attendance(batch, session, request.attendance, request.moved_to);
  });
}

void add_attendance(Batch& batch, const Record& session, Record attendance, const std::optional<LocalTime>& moved_to) {
  auto& body = std::get<Attendance>(attendance.body);
  body.session.id = session.id;
  if (moved_to) {
    auto next = *session.as<Session>();
    next.at = moved_to;
    Record later;
    later.body = next;
    body.moved_to.id = batch.add(later).id;
  }
  batch.add(std::move(attendance));
}

std::vector<Message> doubts_about(const Occasion& on, const LocalTime& at, Outcome outcome,
                                  const std::optional<LocalTime>& moved_to) {
  std::vector<Message> doubts;
  const bool ahead = outcome == Outcome::cancelled || outcome == Outcome::rescheduled;
  if (!ahead && at > on.now.local && at.date == on.today())
    doubts.push_back(msg("the session is at {}, and it is {} now", at, on.now.local));
  if (moved_to && *moved_to <= on.now.local) doubts.push_back(msg("{} has passed already", *moved_to));
  return doubts;
}

}  // namespace psp::actions
