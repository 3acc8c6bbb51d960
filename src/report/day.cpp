#include "report/day.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "rules/agenda.h"
#include "rules/status.h"

namespace psp::report {
namespace {

/// Shorter ones between two sessions are no news to anybody.
constexpr std::int64_t shortest_stretch = 15;

bool is_of(const DayQuestion& q, const std::string& worker) { return !q.worker || *q.worker == worker; }

SessionOfDay session_of(const rules::SessionStanding& a, const Header& header, const Service* service) {
  SessionOfDay session;
  session.case_id = header.id;
  session.client = header.client;
  session.service = header.service;
  session.id = a.session.record->id;
  session.at = *a.session.body->at;
  session.minutes = a.minutes().value_or(settings_on(service, a.day()).session_minutes);
  session.mode = a.session.body->mode;
  session.state = a.state;
  return session;
}

std::vector<Owed> owed_in(const rules::Standing& s, const Office& office) {
  std::vector<Owed> owed;
  for (auto& raised : rules::raised_flags(s, office))
    if (raised.level != rules::Level::info)
      owed.push_back({raised.flag->code, raised.level, std::move(raised.message)});
  return owed;
}

/// Returns true for what of the agenda, besides the sessions, the day has to tell.
bool belongs(const rules::AgendaItem& item, const DayQuestion& q) {
  if (item.at) return false;
  const bool task = item.kind->flag && item.kind->flag->code == "task-due";
  return item.day == q.day || (task && q.day == q.now.date && item.day < q.day);
}

bool stands(rules::SessionState state) {
  return state == rules::SessionState::planned || state == rules::SessionState::held ||
         state == rules::SessionState::unrecorded;
}

LocalTime later(const LocalTime& t, std::int64_t minutes) {
  const auto all = std::min<std::int64_t>(t.hour * 60 + t.minute + minutes, 24 * 60 - 1);
  return {t.date, static_cast<int>(all / 60), static_cast<int>(all % 60)};
}

std::vector<FreeTime> free_between(const std::vector<SessionOfDay>& sessions) {
  std::vector<FreeTime> free;
  std::optional<LocalTime> end;
  for (const auto& s : sessions) {
    if (!stands(s.state)) continue;
    if (end && later(*end, shortest_stretch) <= s.at) free.push_back({*end, s.at});
    end = std::max(end.value_or(s.at), later(s.at, s.minutes));
  }
  return free;
}

}  // namespace

CaseOfDay case_of_day(const rules::History& whole, const Office& office, const DayQuestion& q) {
  CaseOfDay of;
  const auto& c = whole.of();
  const auto history = whole.on({q.now.date});
  if (whole.struck_whole() || !history.there()) return of;
  const rules::Standing s(history, office.find_service(c.header.service));
  const auto course = rules::course_of(whole);
  for (const auto& a : s.all_sessions) {
    const auto earlier = a.state == rules::SessionState::unrecorded && a.day() < q.day;
    if (a.day() != q.day && !earlier) continue;
    auto session = session_of(a, c.header, s.service);
    session.worker = rules::worker_on(course, a.day());
    if (is_of(q, session.worker)) (earlier ? of.waiting : of.sessions).push_back(std::move(session));
  }
  const auto owed = of.sessions.empty() ? std::vector<Owed>() : owed_in(s, office);
  for (auto& session : of.sessions) session.owed = owed;
  const auto agenda = rules::case_agenda(history, office);
  for (const auto& item : agenda->items) {
    const bool told = std::any_of(owed.begin(), owed.end(), [&](const Owed& o) { return o.code == item.kind->code; });
    if (belongs(item, q) && is_of(q, item.worker) && !told)
      of.dues.push_back(
          {c.header.id, c.header.client, item.worker, item.kind->code, item.kind->title, item.day, item.message});
  }
  return of;
}

Day day_of(std::vector<CaseOfDay> cases, const DayQuestion& q) {
  Day day{q, {}, {}, {}, {}};
  for (auto& c : cases) {
    std::move(c.sessions.begin(), c.sessions.end(), std::back_inserter(day.sessions));
    std::move(c.dues.begin(), c.dues.end(), std::back_inserter(day.dues));
    if (q.day == q.now.date) std::move(c.waiting.begin(), c.waiting.end(), std::back_inserter(day.waiting));
  }
  for (auto* sessions : {&day.sessions, &day.waiting})
    std::stable_sort(sessions->begin(), sessions->end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  std::stable_sort(day.dues.begin(), day.dues.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
  if (q.worker && q.day >= q.now.date) day.free = free_between(day.sessions);
  return day;
}

std::vector<SessionOfDay> sessions_without_attendance(const Day& day, bool with_earlier) {
  std::vector<SessionOfDay> all;
  if (with_earlier) all = day.waiting;
  for (const auto& s : day.sessions) {
    const bool begun = s.state == rules::SessionState::planned && s.at <= day.question.now;
    if (begun || s.state == rules::SessionState::unrecorded) all.push_back(s);
  }
  return all;
}

}  // namespace psp::report
