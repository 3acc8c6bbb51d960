#include "actions/session.h"

#include <algorithm>
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
    for (const auto& at : request.series) {
      auto next = request.session;
      std::get<Session>(next.body).at = at;
      batch.add(std::move(next));
    }
    if (!request.attendance) return;
    auto attendance = *request.attendance;
    std::get<Attendance>(attendance.body).session.id = id;
    batch.add(std::move(attendance));
  };
}

/// Returns why no session waits for an attendance of this outcome.
Message none_waits(const rules::Standing& standing, Outcome outcome) {
  if (const auto* next = standing.next_planned())
    return msg("the session of {} ({}) lies ahead: only cancelled or rescheduled can be recorded before its day",
               *next->session.body->at, next->session.record->id);
  if (outcome == Outcome::cancelled || outcome == Outcome::rescheduled)
    return msg("no session of case {} is planned", standing.header().id);
  if (outcome == Outcome::missed)
    return msg(
        "no session of case {0} waits for its attendance; psp session {0} WHEN --missed records one without an "
        "appointment",
        standing.header().id);
  return msg(
      "no session of case {} waits for its attendance; psp session {} records a talk without an "
      "appointment",
      standing.header().id, standing.header().id);
}

SessionMeant meant(const Record& session, bool named) { return {session.id, *session.as<Session>()->at, named}; }

/// Returns the sessions of the case, waiting or not, whose day or time is named.
std::vector<SessionMeant> on_named_day(const rules::Standing& standing, const SessionNamed& named) {
  std::vector<SessionMeant> found;
  const auto has = [](const auto& all, const auto& one) { return std::find(all.begin(), all.end(), one) != all.end(); };
  for (const auto& s : standing.all_sessions)
    if (has(named.days, s.day()) || has(named.at, *s.session.body->at)) found.push_back(meant(*s.session.record, true));
  return found;
}

/// Returns true if the text begins an id; where it says a day as well, only if it is a session's.
bool begins_an_id(const Case& c, const SessionNamed& named) {
  const bool says_day = !named.days.empty() || !named.at.empty();
  return named.text == "last" || std::any_of(c.records.begin(), c.records.end(), [&](const Record& r) {
           return r.id.starts_with(named.text) && (!says_day || r.as<Session>());
         });
}

/// Returns the sessions that are named; those of a day that wait for their attendance go before the others.
std::vector<SessionMeant> named_sessions(const rules::Standing& standing, Outcome outcome, const SessionNamed& named) {
  const auto& c = standing.history.of();
  auto found = on_named_day(standing, named);
  if (begins_an_id(c, named)) {
    const auto by_id = meant(find_entry(c, named.text, "session"), true);
    if (std::none_of(found.begin(), found.end(), [&](const auto& s) { return s.id == by_id.id; }))
      found.insert(found.begin(), by_id);
    return found;
  }
  if (found.empty() && (!named.days.empty() || !named.at.empty()))
    throw Failure{Exit::usage, msg("case {} has no session on \"{}\"; psp show {} lists them", c.header.id, named.text,
                                   c.header.id)};
  if (found.empty()) find_entry(c, named.text, "session");  // throws
  const auto waiting = rules::awaiting(standing, outcome);
  auto first = found;
  std::erase_if(first, [&](const SessionMeant& s) {
    return std::none_of(waiting.begin(), waiting.end(), [&](const auto* w) { return w->session.record->id == s.id; });
  });
  return first.empty() ? found : first;
}

/// Throws a Failure if the session, where nobody named it, no longer waits for its attendance.
void refuse_changed(const rules::Standing& standing, Outcome outcome, const SessionMeant& session) {
  if (session.named) return;
  const auto waiting = rules::awaiting(standing, outcome);
  const bool still =
      std::any_of(waiting.begin(), waiting.end(), [&](const auto* w) { return w->session.record->id == session.id; });
  if (!still)
    throw Failure{Exit::usage,
                  msg("nothing was written: {} was written to meanwhile; try again", standing.header().id)};
}

/// Corrects where or how the session was, if that differs from what was planned. Returns the id that stands then.
std::string with_mode(Batch& batch, const Record& session, const AttendanceRequest& request) {
  auto body = *session.as<Session>();
  if (!request.mode || body.mode == request.mode) return session.id;
  Record corrected;
  body.mode = request.mode;
  corrected.body = body;
  corrected.note = session.note;
  corrected.replaces.id = session.id;
  corrected.correction = request.why;
  return batch.add(std::move(corrected)).id;
}

}  // namespace

WrittenOne record_session(const Occasion& on, const SessionRequest& request) {
  return record(on, request.case_id, filled(request));
}

void refuse_session(const Occasion& on, const SessionRequest& request) {
  drafted(on, request.case_id, filled(request));
}

SessionsMeant sessions_meant(const Occasion& on, const std::string& case_id, Outcome outcome,
                             const SessionNamed& named) {
  const auto c = readable_case(on, case_id);
  const rules::Standing standing(c, on.service_of(c), {on.today(), std::nullopt});
  if (!named.text.empty()) return {named_sessions(standing, outcome, named), {}};
  SessionsMeant found;
  for (const auto* a : rules::awaiting(standing, outcome)) found.sessions.push_back(meant(*a->session.record, false));
  if (found.sessions.empty()) found.none = none_waits(standing, outcome);
  return found;
}

Scope scope_of(const Occasion& on, const std::string& case_id, Date day) {
  const auto c = readable_case(on, case_id);
  const auto& settings = settings_on(on.service_of(c), day);
  return {settings.parts, settings.contents};
}

namespace {

Fill filled(const AttendanceRequest& request) {
  return [&request](Batch& batch) {
    const auto& outcome = *request.attendance.as<Attendance>()->outcome;
    refuse_changed(batch.standing(), outcome, request.session);
    const auto& session = find_entry(batch.of(), request.session.id, "session");
    auto attendance = request.attendance;
    std::get<Attendance>(attendance.body).session.id = with_mode(batch, session, request);
    add_attendance(batch, session, std::move(attendance), request.moved_to);
  };
}

}  // namespace

WrittenOne record_attendance(const Occasion& on, const AttendanceRequest& request) {
  return record(on, request.case_id, filled(request));
}

void refuse_attendance(const Occasion& on, const AttendanceRequest& request) {
  drafted(on, request.case_id, filled(request));
}

void add_attendance(Batch& batch, const Record& session, Record attendance, const std::optional<LocalTime>& moved_to) {
  auto& body = std::get<Attendance>(attendance.body);
  if (body.session.id.empty()) body.session.id = session.id;
  if (moved_to) {
    auto next = *session.as<Session>();
    next.at = moved_to;
    Record later;
    later.body = next;
    body.moved_to.id = batch.add(later).id;
  }
  batch.add(std::move(attendance));
}

std::vector<Message> doubts_about(const Occasion& on, const LocalTime& at, Outcome outcome) {
  const bool ahead = outcome == Outcome::cancelled || outcome == Outcome::rescheduled;
  if (!ahead && at > on.now.local && at.date == on.today())
    return {msg("the session is at {}, and it is {} now", at, on.now.local)};
  return {};
}

}  // namespace psp::actions
