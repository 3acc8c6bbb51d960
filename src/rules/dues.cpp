#include "rules/dues.h"

#include <algorithm>

#include "rules/deadlines.h"
#include "rules/flags.h"

namespace psp::rules::due {
namespace {

/// Returns what the flag finds, unless its level is info.
std::optional<Raised> owed(const Standing& s, const Office& office, const Flag* flag) {
  auto raised = flag->judge(s, office);
  if (raised && raised->level == Level::info) raised.reset();
  return raised;
}

Due due_on(Date day, Raised raised) {
  const auto* about = raised.evidence.empty() ? nullptr : raised.evidence.front();
  return {day, about, std::move(raised.evidence), std::move(raised.message)};
}

Message session_message(const Standing& s, const SessionStanding& a) {
  if (s.closed()) return msg("planned, but the case is closed");
  if (s.course.suspension) return msg("planned, but the case is suspended");
  const auto& minutes = a.session.body->minutes;
  const auto& mode = a.session.body->mode;
  if (!minutes) return mode ? label(*mode) : Message{};
  if (!mode) return msg_count(*minutes, "{} minute", "{} minutes");
  return msg_count(*minutes, "{} minute, {}", "{} minutes, {}", label(*mode));
}

}  // namespace

Dues at_once(const Standing& s, const Office& office, const Flag* flag) {
  auto raised = owed(s, office, flag);
  if (!raised) return {};
  const auto day = raised->since;
  return {due_on(day, std::move(*raised))};
}

Dues by_next_session(const Standing& s, const Office& office, const Flag* flag) {
  auto raised = owed(s, office, flag);
  if (!raised) return {};
  const auto* next = s.next_planned();
  const auto day = next ? next->day() : raised->since;
  return {due_on(day, std::move(*raised))};
}

Dues by_first_session(const Standing& s, const Office& office, const Flag* flag) {
  auto found = by_next_session(s, office, flag);
  for (auto& due : found) {
    due.about = nullptr;
    if (!s.held.empty()) due.day = s.held.front()->day();
  }
  return found;
}

Dues each_at_once(const Standing& s, const Office& office, const Flag* flag) {
  Dues found;
  if (const auto raised = owed(s, office, flag))
    for (const auto* r : raised->evidence) found.push_back({*own_date(*r), r, {r}, raised->message});
  return found;
}

Dues sessions(const Standing& s, const Office&, const Flag*) {
  Dues found;
  for (const auto& a : s.sessions) {
    const auto* r = a.session.record;
    if (a.state == SessionState::planned) found.push_back({a.day(), r, {r}, session_message(s, a), &a});
  }
  return found;
}

Dues attendances(const Standing& s, const Office& office, const Flag* flag) {
  auto found = each_at_once(s, office, flag);
  for (auto& due : found) due.message = msg("not recorded for the session of {}", *due.about->as<Session>()->at);
  return found;
}

Dues evaluations_of_change(const Standing& s, const Office& office, const Flag* flag) {
  auto found = each_at_once(s, office, flag);
  for (auto& due : found) due.message = msg("missing for the review of {}", due.day);
  return found;
}

Dues review(const Standing& s, const Office&, const Flag*) {
  const auto after = s.settings.review_after;
  if (after == 0) return {};
  std::vector<const SessionStanding*> counted = s.held_since_review;
  const auto held = static_cast<std::int64_t>(counted.size());
  for (const auto& a : s.sessions)
    if (a.state == SessionState::planned && (!s.counted_review || a.day() > *s.counted_review)) counted.push_back(&a);
  if (static_cast<std::int64_t>(counted.size()) < after) return {};
  counted.resize(static_cast<std::size_t>(std::max(held, after)));
  const auto* reached_by = counted[static_cast<std::size_t>(after - 1)];
  Due due{reached_by->day(), reached_by->session.record, {}, {}};
  for (const auto* a : counted) due.evidence.push_back(a->session.record);
  due.message = held >= after
                    ? msg_count(held, "{} session held since the last one or the start",
                                "{} sessions held since the last one or the start")
                    : msg_count(after - held, "if this session is held: {1} since the last one or the start",
                                "if the {0} sessions until then are held: {1} since the last one or the start", after);
  return {due};
}

Dues notices(const Standing& s, const Office&, const Flag*) {
  Dues found;
  for (const auto& deadline : inform_deadlines(s))
    found.push_back(
        {deadline.last(), deadline.record, {deadline.record}, msg("about the review of {}", deadline.from)});
  return found;
}

Dues answers(const Standing& s, const Office& office, const Flag*) {
  Dues found;
  for (const auto& deadline : answer_deadlines(s)) {
    const auto& to = deadline.record->as<Referral>()->to;
    found.push_back({deadline.last(),
                     deadline.record,
                     {deadline.record},
                     office.providers.contains(to) ? msg("none to the onward referral of {} to {}", deadline.from, to)
                                                   : msg("none to the onward referral of {}", deadline.from)});
  }
  return found;
}

Dues next_session(const Standing& s, const Office&, const Flag*) {
  const auto deadline = session_deadline(s);
  if (!deadline) return {};
  Due due{deadline->last(), deadline->record, {}, msg("none planned, and none held since {}", deadline->from)};
  if (deadline->record) due.evidence.push_back(deadline->record);
  return {due};
}

Dues agreement(const Standing& s, const Office&, const Flag*) {
  const auto deadline = agreement_deadline(s);
  if (!deadline) return {};
  return {
      {deadline->last(), deadline->record, {deadline->record}, msg("none since the session of {}", deadline->from)}};
}

Dues tasks(const Standing& s, const Office&, const Flag*) {
  Dues found;
  for (const auto& task : s.open_tasks())
    found.push_back({*task.body->due, task.record, {task.record}, msg("{}", task.body->text)});
  return found;
}

Dues ends_of_plans(const Standing& s, const Office&, const Flag*) {
  auto plans = s.in_episode<Plan>();
  std::stable_sort(plans.begin(), plans.end(),
                   [](const auto& a, const auto& b) { return *a.body->date < *b.body->date; });
  if (plans.empty() || s.closed() || !plans.back().body->until || *plans.back().body->until < s.day()) return {};
  const auto& last = plans.back();
  return {{*last.body->until, last.record, {last.record}, msg("made on {}", *last.body->date)}};
}

Dues retention(const Standing& s, const Office&, const Flag*) {
  const auto last = kept_until(s);
  if (!last || s.day() > *last + 1) return {};
  const auto* closure = s.course.closure->record;
  return {{*last + 1, closure, {closure}, msg("the years for which the office keeps the file end on {}", *last)}};
}

}  // namespace psp::rules::due
