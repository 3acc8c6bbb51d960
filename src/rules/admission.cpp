#include "rules/admission.h"

#include <algorithm>

#include "rules/grounds.h"

namespace psp::rules {
namespace {

std::optional<Refusal> refuse_session(const Standing& s, const Session& session) {
  for (const auto& a : s.sessions) {
    if (a.session.body->at != session.at || a.state == State::cancelled || a.state == State::rescheduled) continue;
    const auto& id = a.session.record->id;
    if (a.attendance)
      return msg("a session at {} is there already ({}): amend it if it is wrong", short_text(*session.at), id);
    return msg("a session at {} is there already ({}): record what became of it with psp attendance",
               short_text(*session.at), id);
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_attendance(const Standing& s, const Attendance& attendance) {
  for (const auto& a : appointments(s.history, s.service)) {
    if (a.session.record != s.history.resolve(attendance.session.id)) continue;
    if (a.record)
      return msg("session {} of {} has its attendance already ({}, {}): correct that one with psp amend",
                 a.session.record->id, short_text(*a.session.body->at), a.record->id, word(*a.attendance->outcome));
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_closure(const Standing& s, const Closure& closure) {
  const auto& grounds = s.settings.grounds;
  if (!grounds.empty() && std::find(grounds.begin(), grounds.end(), *closure.ground) == grounds.end()) {
    std::vector<std::string_view> words;
    for (const auto g : grounds) words.push_back(word(g));
    return msg("{} is no ground for closing in the service {}; its grounds are: {}", word(*closure.ground),
               s.header().service, listed(words));
  }
  auto lacks = missing_evidence({closure, s});
  if (lacks.empty() || !blank(closure.override_)) return std::nullopt;
  return Refusal{msg("the evidence for the ground {} is missing; record it first, or close with --override and why:",
                     word(*closure.ground)),
                 std::move(lacks)};
}

}  // namespace

std::optional<Refusal> refuse_record(const Standing& s, const Record& r) {
  if (s.history.struck_whole())
    return msg("case {} was struck as a mistake and takes nothing more: open a new case", s.header().id);
  if (!r.replaces.id.empty()) return std::nullopt;
  const bool session = r.as<Session>(), suspension = r.as<Suspension>(), resumption = r.as<Resumption>();
  if (s.closed() && (session || suspension || resumption || r.as<Transfer>() || r.as<Closure>()))
    return msg("case {} is closed since {}: it takes no {}; psp reopen {} starts a new episode", s.header().id,
               *s.course.closure->body->date, r.kind().name, s.header().id);
  if (session) return refuse_session(s, *r.as<Session>());
  if (const auto* attendance = r.as<Attendance>()) return refuse_attendance(s, *attendance);
  if (const auto* closure = r.as<Closure>()) return refuse_closure(s, *closure);
  if (r.as<Reopening>() && !s.closed()) return msg("case {} is not closed: there is nothing to reopen", s.header().id);
  if (suspension && s.course.suspension)
    return msg("case {} is suspended since {} already", s.header().id, *s.course.suspension->body->date);
  if (resumption && !s.course.suspension)
    return msg("case {} is not suspended: there is nothing to resume", s.header().id);
  return std::nullopt;
}

std::vector<const Appointment*> awaiting(const Standing& s, Outcome outcome) {
  const bool ahead = outcome == Outcome::cancelled || outcome == Outcome::rescheduled;
  std::vector<const Appointment*> found;
  for (const auto& a : s.sessions)
    if (!a.attendance && (ahead || a.day() <= s.day())) found.push_back(&a);
  return found;
}

}  // namespace psp::rules
