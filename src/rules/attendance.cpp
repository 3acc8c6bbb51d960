#include "rules/attendance.h"

#include <algorithm>

namespace psp::rules {
namespace {

bool excused(const Attendance& a, ExcusedWhen when) {
  const bool justified = a.justified.value_or(false);
  const bool notified = a.notice.value_or(false) || a.notice_waived.value_or(false);
  return when == ExcusedWhen::justified_and_notified ? justified && notified : justified || notified;
}

/// What a session of this state does to the run of missed ones.
enum class Effect { adds, breaks, none };

Effect effect_on_run(SessionState state, ExcusedEffect excused_effect) {
  switch (state) {
    case SessionState::missed: return Effect::adds;
    case SessionState::held:
    case SessionState::turned_away: return Effect::breaks;
    case SessionState::excused: return excused_effect == ExcusedEffect::breaks ? Effect::breaks : Effect::none;
    case SessionState::cancelled:
    case SessionState::rescheduled:
    case SessionState::planned:
    case SessionState::unrecorded: break;
  }
  return Effect::none;
}

}  // namespace

std::optional<std::int64_t> SessionStanding::minutes() const {
  return attendance && attendance->minutes ? attendance->minutes : session.body->minutes;
}

bool unanswered(const SessionStanding& a, const Service* service) {
  if (a.state != SessionState::missed) return false;
  auto yes = *a.attendance;
  if (!yes.justified) yes.justified = true;
  if (!yes.notice && !yes.notice_waived) yes.notice = true;
  return excused(yes, settings_on(service, a.day()).excused_when);
}

SessionState state_of(const Attendance* a, Date session_day, Date as_of, const Settings& settings) {
  if (!a) return session_day >= as_of ? SessionState::planned : SessionState::unrecorded;
  switch (*a->outcome) {
    case Outcome::attended:
    case Outcome::late: return SessionState::held;
    case Outcome::turned_away: return SessionState::turned_away;
    case Outcome::missed: return excused(*a, settings.excused_when) ? SessionState::excused : SessionState::missed;
    case Outcome::cancelled: return SessionState::cancelled;
    case Outcome::rescheduled: return SessionState::rescheduled;
  }
  return SessionState::unrecorded;
}

std::vector<SessionStanding> appointments(const History& history, const Service* service) {
  const auto& records = history.of().records;
  std::vector<Counted<Attendance>> last(records.size());  // of each session
  for (const auto& a : history.all<Attendance>())
    last[static_cast<std::size_t>(history.about(*a.record) - records.data())] = a;
  const auto sessions = history.all<Session>();
  std::vector<SessionStanding> all;
  all.reserve(sessions.size());
  for (const auto& session : sessions) {
    const auto& attendance = last[static_cast<std::size_t>(session.record - records.data())];
    SessionStanding appointment{session, attendance.record, attendance.body};
    const auto day = appointment.day();
    appointment.state = state_of(appointment.attendance, day, history.day(), settings_on(service, day));
    all.push_back(appointment);
  }
  const auto by_time = [](const SessionStanding& a, const SessionStanding& b) {
    return *a.session.body->at < *b.session.body->at;
  };
  // Most files have them in this order; sorting would ask for memory to find that out.
  if (!std::is_sorted(all.begin(), all.end(), by_time)) std::stable_sort(all.begin(), all.end(), by_time);
  return all;
}

std::vector<const SessionStanding*> missed_in_row(std::span<const SessionStanding> sessions, const Service* service,
                                                  std::optional<ExcusedEffect> effect) {
  std::vector<const SessionStanding*> run;
  for (const auto& s : sessions) {
    switch (effect_on_run(s.state, effect.value_or(settings_on(service, s.day()).excused_effect))) {
      case Effect::adds: run.push_back(&s); break;
      case Effect::breaks: run.clear(); break;
      case Effect::none: break;
    }
  }
  return run;
}

}  // namespace psp::rules
