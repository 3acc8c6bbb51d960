#include "rules/record_refusals.h"

#include <algorithm>

#include "model/text.h"
#include "rules/grounds.h"

namespace psp::rules {
namespace {

/// Returns the session other than `without` that takes place at that time; null if there is none.
const SessionStanding* session_at(const Standing& s, const LocalTime& at, const Record* without) {
  for (const auto& a : s.sessions)
    if (a.session.record != without && a.session.body->at == at && a.state != SessionState::cancelled &&
        a.state != SessionState::rescheduled)
      return &a;
  return nullptr;
}

std::optional<Refusal> refuse_session(const Standing& s, const Session& session) {
  const auto* there = session_at(s, *session.at, nullptr);
  if (!there) return std::nullopt;
  const auto& id = there->session.record->id;
  if (there->attendance) return msg("a session at {} is there already ({}): amend it if it is wrong", *session.at, id);
  if (there->day() > s.day())
    return msg("a session at {} is there already ({}): move it or cancel it first", *session.at, id);
  return msg("a session at {} is there already ({}): record what became of it with psp attendance", *session.at, id);
}

/// Refuses a correction that moves a session to the time of another one, or has one stand again at such a time.
std::optional<Refusal> refuse_moved_session(const Standing& s, const Record& r) {
  const auto* session = r.as<Session>();
  const auto* corrected = s.history.resolve(r.replaces.id);
  const auto* before = corrected ? corrected->as<Session>() : nullptr;
  if (!session || (before && before->at == session->at)) return std::nullopt;
  const auto* there = session_at(s, *session->at, corrected);
  if (!there) return std::nullopt;
  return msg("another session is at {} already ({}): correct or strike that one first", *session->at,
             there->session.record->id);
}

std::optional<Refusal> refuse_attendance(const Standing& s, const Attendance& attendance) {
  for (const auto& a : s.all_sessions) {
    if (a.session.record != s.history.resolve(attendance.session.id)) continue;
    const bool ahead = attendance.outcome == Outcome::cancelled || attendance.outcome == Outcome::rescheduled;
    if (!ahead && a.day() > s.day())
      return msg("the session of {} ({}) lies ahead: only cancelled or rescheduled can be recorded before its day",
                 *a.session.body->at, a.session.record->id);
    if (a.record)
      return msg("session {} of {} has its attendance already ({}, {}): correct that one with psp amend",
                 a.session.record->id, *a.session.body->at, a.record->id, label(*a.attendance->outcome));
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_completion(const Standing& s, const Completion& completion) {
  const auto* task = s.history.resolve(completion.task.id);
  for (const auto& open : s.open_tasks())
    if (open.record == task) return std::nullopt;
  for (const auto& c : s.history.all<Completion>())
    if (task && s.history.resolve(c.body->task.id) == task)
      return msg("the task {} is {} since {} already ({})", task->id, label(*c.body->outcome), *c.body->date,
                 c.record->id);
  return std::nullopt;
}

std::optional<Refusal> refuse_closure(const Standing& s, const Closure& closure) {
  const auto& grounds = settings_on(s.service, *closure.date).grounds;
  if (!grounds.empty() && std::find(grounds.begin(), grounds.end(), *closure.ground) == grounds.end()) {
    std::vector<std::string_view> words;
    for (const auto g : grounds) words.push_back(word(g));
    return msg("{} is no ground for closing in the service {}; its grounds are: {}", word(*closure.ground),
               s.header().service, listed(words));
  }
  auto lacks = missing_evidence({closure, s});
  if (lacks.empty() || !blank(closure.override_)) return std::nullopt;
  return Refusal{msg("the evidence for the ground {} is missing; record it first, or close with --override and why:",
                     label(*closure.ground)),
                 std::move(lacks)};
}

/// Refuses a closure, reopening or resumption if the next turn ahead is of the same kind. A suspension is not refused:
/// a pause may be put before another one.
std::optional<Refusal> refuse_turn_before_its_like(const Standing& s, const Record& r) {
  if (!r.as<Closure>() && !r.as<Reopening>() && !r.as<Resumption>()) return std::nullopt;
  for (const auto* ahead : turns_of(whole_history(s.history.of()))) {
    if (ahead->as<Transfer>() || *own_date(*ahead) <= s.day()) continue;
    if (ahead->body.index() != r.body.index()) return std::nullopt;
    return msg("the {} of {} ({}) is written already: strike it first, psp void {} {}", label(r.kind()),
               *own_date(*ahead), ahead->id, s.header().id, ahead->id);
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_turn(const Standing& s, const Record& r) {
  const bool closure = r.as<Closure>(), suspension = r.as<Suspension>(), resumption = r.as<Resumption>();
  const auto& id = s.header().id;
  if (s.closed() && (closure || suspension || resumption))
    return msg("case {} is closed since {}: it takes no {}; psp reopen {} starts a new episode", id,
               *s.course.closure->body->date, label(r.kind()), id);
  if (r.as<Reopening>() && !s.closed())
    return msg("case {} is not closed on {}: there is nothing to reopen", id, s.day());
  if (suspension && s.course.suspension)
    return msg("case {} is suspended since {} already", id, *s.course.suspension->body->date);
  if (resumption && !s.course.suspension)
    return msg("case {} is not suspended on {}: there is nothing to resume", id, s.day());
  if (!s.course.reopening) return std::nullopt;
  if ((closure || suspension || resumption || r.as<Reopening>()) && own_date(r) && *own_date(r) < s.course.episode_from)
    return msg("{} lies before the present episode of case {}, which began on {}", *own_date(r), id,
               s.course.episode_from);
  return std::nullopt;
}

/// Refuses a record that is dated back if it does not fit in on its own day: a turn of the course, or a session or
/// transfer on a day on which the case was closed.
std::optional<Refusal> refuse_dated_back(const Standing& today, const Standing& then, const Record& r) {
  if (!today.closed() && then.closed() && *then.course.closure->body->date < then.day() &&
      (r.as<Session>() || r.as<Transfer>()))
    return msg("case {} was closed on {} (since {}): it takes no {} of that day", then.header().id, then.day(),
               *then.course.closure->body->date, label(r.kind()));
  return refuse_turn(then, r);
}

std::optional<Refusal> refuse_as_it_stands(const Standing& s, const Record& r) {
  if (auto refused = refuse_turn(s, r)) return refused;
  const bool session = r.as<Session>();
  if (s.closed() && (session || r.as<Transfer>()))
    return msg("case {} is closed since {}: it takes no {}; psp reopen {} starts a new episode", s.header().id,
               *s.course.closure->body->date, label(r.kind()), s.header().id);
  if (session) return refuse_session(s, *r.as<Session>());
  if (const auto* attendance = r.as<Attendance>()) return refuse_attendance(s, *attendance);
  if (const auto* closure = r.as<Closure>()) return refuse_closure(s, *closure);
  if (const auto* completion = r.as<Completion>()) return refuse_completion(s, *completion);
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> refuse_record(const Standing& today, const Record& r) {
  if (today.history.struck_whole())
    return msg("case {} was struck as a mistake and takes nothing more: open a new case", today.header().id);
  if (!r.replaces.id.empty()) return refuse_moved_session(today, r);
  const auto day = own_date(r).value_or(today.day());
  if (day == today.day()) {
    auto refused = refuse_as_it_stands(today, r);
    return refused ? refused : refuse_turn_before_its_like(today, r);
  }
  const Standing then(today.history.of(), today.service, {day});
  if (day < today.day())
    if (auto refused = refuse_dated_back(today, then, r)) return refused;
  if (auto refused = refuse_as_it_stands(day > today.day() ? then : today, r)) return refused;
  return refuse_turn_before_its_like(then, r);
}

std::optional<Refusal> refuse_to_refile(const Record& r, std::string_view id) {
  const auto what = label(r.kind());
  if (r.as<Void>()) return msg("{} {} belongs to the record that it strikes, and stays in its case", what, r.id);
  const bool turn =
      r.as<Closure>() || r.as<Reopening>() || r.as<Suspension>() || r.as<Resumption>() || r.as<Transfer>();
  if (!turn) return std::nullopt;
  return msg(
      "{0} {1} turns the course of its case, and does not go to another one: strike it here (psp void {2} {1}), "
      "and write it there by psp {3}",
      what, r.id, id, r.kind().command);
}

std::vector<const SessionStanding*> awaiting(const Standing& s, Outcome outcome) {
  const bool ahead = outcome == Outcome::cancelled || outcome == Outcome::rescheduled;
  std::vector<const SessionStanding*> found;
  for (const auto& a : s.sessions)
    if (!a.attendance && (ahead || a.day() <= s.day())) found.push_back(&a);
  return found;
}

}  // namespace psp::rules
