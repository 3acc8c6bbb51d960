#include "report/absence.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "report/handover.h"

namespace psp::report {
namespace {

/// When a worker is taken.
struct Slot {
  const PlannedSession* session;
  LocalTime at;
  std::string worker;
  bool of_the_absence;
};

std::int64_t minute_of_day(const LocalTime& t) { return t.hour * 60 + t.minute; }

/// Returns true if two sessions that begin on one day overlap; one of unknown length takes a minute.
bool overlap(const PlannedSession& a, const LocalTime& a_at, const PlannedSession& b, const LocalTime& b_at) {
  const auto ends = [](const PlannedSession& s, const LocalTime& at) {
    return minute_of_day(at) + std::max<std::int64_t>(s.minutes, 1);
  };
  return a_at.date == b_at.date && minute_of_day(a_at) < ends(b, b_at) && minute_of_day(b_at) < ends(a, a_at);
}

void doubt_new_time(const AbsentSession& s, const AbsenceQuestion& q, const Office& office,
                    std::vector<Message>& doubts) {
  const auto& id = s.was.case_id;
  const auto& at = *s.moved_to;
  const auto& days_off = office.settings.days_off;
  if (at <= q.now) doubts.push_back(msg("{}: {} has passed already", id, at));
  else if (q.holds(at.date)) doubts.push_back(msg("{}: {} is still away on {}", id, q.worker, at.date));
  else if (std::find(days_off.begin(), days_off.end(), at.date) != days_off.end())
    doubts.push_back(msg("{}: the office is closed on {}", id, at.date));
  else if (weekday(at.date) == 7) doubts.push_back(msg("{}: {} is a Sunday", id, at.date));
}

/// Returns what lies in a worker's way, by worker and day.
using Diary = std::map<std::pair<std::string, Date>, std::vector<Slot>>;

/// Returns all sessions as they will be.
Diary diary_of(const std::vector<AbsentSession>& absent, const std::vector<CaseOfAbsence>& all,
               const AbsenceQuestion& q) {
  Diary diary;
  std::map<std::pair<std::string, std::string>, const AbsentSession*> changed;
  for (const auto& s : absent) changed[{s.was.case_id, s.was.id}] = &s;
  for (const auto& c : all)
    for (const auto& session : c.sessions) {
      const auto it = changed.find({c.id, session.id});
      if (it == changed.end()) {
        diary[{session.worker, session.at.date}].push_back({&session, session.at, session.worker, false});
        continue;
      }
      if (it->second->met || it->second->closed) continue;
      const auto at = it->second->moved_to.value_or(session.at);
      const auto& worker = q.way == AbsenceWay::give ? q.given_to : c.worker_on(at.date);
      diary[{worker, at.date}].push_back({&session, at, worker, true});
    }
  return diary;
}

void doubt_collisions(const Diary& diary, std::vector<Message>& doubts) {
  for (const auto& [key, slots] : diary)
    for (const auto& mine : slots) {
      if (!mine.of_the_absence) continue;
      for (const auto& other : slots) {
        if (&mine == &other || !overlap(*mine.session, mine.at, *other.session, other.at)) continue;
        // Those that stood in each other's way before are no news, and of two new ones one is told.
        if (other.of_the_absence &&
            (&other < &mine || overlap(*mine.session, mine.session->at, *other.session, other.session->at)))
          continue;
        doubts.push_back(msg("{}: {} has a session of {} at {}", mine.session->case_id, mine.worker,
                             other.session->case_id, other.at));
      }
    }
}

}  // namespace

const std::string& CaseOfAbsence::worker_on(Date day) const {
  auto it = std::find_if(hands.begin(), hands.end(), [&](const Hands& h) { return h.from > day; });
  return it == hands.begin() ? hands.front().worker : std::prev(it)->worker;
}

CaseOfAbsence case_of_absence(const Case& c, const Office& office, const AbsenceQuestion& q) {
  const auto whole = rules::whole_history(c);
  const rules::Standing s(whole.on({q.now.date}), office.find_service(c.header.service));
  CaseOfAbsence of{c.header.id, *c.header.opened, {}, {}, {}, {}};
  if (s.closed()) of.closed = s.course.closure->body->date;
  const auto course = rules::course_of(whole);
  for (const auto& assignment : course.assignments) {
    of.hands.push_back({assignment.from, assignment.worker});
    const bool in_the_way = assignment.from > q.from && assignment.from <= q.to + 1;
    if (in_the_way && assignment.record && assignment.record->as<Transfer>() && !of.refusal)
      of.refusal = goes_later(c.header.id, assignment);
  }
  if (whole.struck_whole()) return of;
  for (const auto& a : s.all_sessions) {
    if (a.state != rules::SessionState::planned) continue;
    const auto& session = *a.session.body;
    of.sessions.push_back({of.id, c.header.client, a.session.record->id, *session.at,
                           session.minutes.value_or(settings_on(s.service, a.day()).session_minutes),
                           of.worker_on(a.day())});
  }
  return of;
}

std::vector<AbsentSession> absent_sessions(const std::vector<CaseOfAbsence>& all, const AbsenceQuestion& q) {
  std::vector<AbsentSession> found;
  for (const auto& c : all)
    for (const auto& session : c.sessions)
      if (q.holds(session.at.date) && session.worker == q.worker) found.push_back({session, {}, {}, c.closed});
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.was.at, a.was.case_id) < std::tie(b.was.at, b.was.case_id);
  });
  return found;
}

void move_sessions(std::vector<AbsentSession>& absent, const std::vector<CaseOfAbsence>& all,
                   const std::function<Date(Date)>& day_instead) {
  const auto goes = [&](const PlannedSession& s) {
    return std::any_of(absent.begin(), absent.end(),
                       [&](const AbsentSession& a) { return a.was.case_id == s.case_id && a.was.id == s.id; });
  };
  for (auto& s : absent) {
    if (s.closed) continue;
    s.moved_to = LocalTime{day_instead(s.was.at.date), s.was.at.hour, s.was.at.minute, s.was.at.second};
    const auto its = std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.id == s.was.case_id; });
    for (const auto& other : its->sessions)
      if (!goes(other) && overlap(s.was, *s.moved_to, other, other.at)) s.met = other.at;
    if (s.met) s.moved_to.reset();
  }
}

std::vector<Message> doubts_about_absence(const std::vector<AbsentSession>& absent,
                                          const std::vector<CaseOfAbsence>& all, const AbsenceQuestion& q,
                                          const Office& office) {
  std::vector<Message> doubts;
  if (absent.empty() || !q.way || q.way == AbsenceWay::cancel) return doubts;
  for (const auto& s : absent)
    if (s.closed)
      doubts.push_back(
          msg("{} is closed since {}: its session of {} is called off", s.was.case_id, *s.closed, s.was.at.date));
    else if (s.moved_to) doubt_new_time(s, q, office, doubts);
    else if (s.met)
      doubts.push_back(msg("{}: a session is planned on {} already: that of {} is called off", s.was.case_id, *s.met,
                           s.was.at.date));
  if (const auto it = office.workers.find(q.given_to); it != office.workers.end())
    if (const auto left = it->second.left; left && *left >= q.now.date && *left < q.to)
      doubts.push_back(msg("{} leaves the office on {}", q.given_to, *left));
  doubt_collisions(diary_of(absent, all, q), doubts);
  return doubts;
}

}  // namespace psp::report
