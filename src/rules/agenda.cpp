#include "rules/agenda.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "rules/terms.h"

namespace psp::rules {

/// One thing to do, as a kind finds it in a case.
struct Due {
  Date day;
  const Record* about = nullptr;  ///< the record that it is about; null for the case itself
  std::vector<const Record*> evidence;
  Message message;
  const Appointment* session = nullptr;  ///< the planned session that it is; null for all other kinds
};

namespace {

using Dues = std::vector<Due>;

// Most kinds are what their flag finds, with a day of their own.

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

/// Finds what is owed on the day since which the flag holds.
Dues at_once(const Standing& s, const Office& office, const Flag* flag) {
  auto raised = owed(s, office, flag);
  if (!raised) return {};
  const auto day = raised->since;
  return {due_on(day, std::move(*raised))};
}

/// Finds what is to be done by the next planned session; without one, on the day since which the flag holds.
Dues by_next_session(const Standing& s, const Office& office, const Flag* flag) {
  auto raised = owed(s, office, flag);
  if (!raised) return {};
  const auto* next = s.next_planned();
  const auto day = next ? next->day() : raised->since;
  return {due_on(day, std::move(*raised))};
}

/// Finds what is wanted before the first session, and overdue once one was held. It is about the case itself.
Dues by_first_session(const Standing& s, const Office& office, const Flag* flag) {
  auto found = by_next_session(s, office, flag);
  for (auto& due : found) {
    due.about = nullptr;
    if (!s.held.empty()) due.day = s.held.front()->day();
  }
  return found;
}

/// Finds a thing to do for each record that the flag rests on, owed on the record's own day.
Dues each_at_once(const Standing& s, const Office& office, const Flag* flag) {
  Dues found;
  if (const auto raised = owed(s, office, flag))
    for (const auto* r : raised->evidence) found.push_back({*own_date(*r), r, {r}, raised->message});
  return found;
}

Message session_message(const Standing& s, const Appointment& a) {
  if (s.closed()) return msg("planned, but the case is closed");
  if (s.course.suspension) return msg("planned, but the case is suspended");
  const auto& [at, minutes, mode] = *a.session.body;
  if (!minutes) return mode ? msg("{}", word(*mode)) : Message{};
  if (!mode) return msg_count(*minutes, "{} minute", "{} minutes");
  return msg_count(*minutes, "{} minute, {}", "{} minutes, {}", word(*mode));
}

Dues sessions(const Standing& s, const Office&, const Flag*) {
  Dues found;
  for (const auto& a : s.sessions) {
    const auto* r = a.session.record;
    if (a.state == State::planned) found.push_back({a.day(), r, {r}, session_message(s, a), &a});
  }
  return found;
}

Dues attendances(const Standing& s, const Office& office, const Flag* flag) {
  auto found = each_at_once(s, office, flag);
  for (auto& due : found)
    due.message = msg("not recorded for the session of {}", short_text(*due.about->as<Session>()->at));
  return found;
}

Dues evaluations_of_change(const Standing& s, const Office& office, const Flag* flag) {
  auto found = each_at_once(s, office, flag);
  for (auto& due : found) due.message = msg("missing for the review of {}", due.day);
  return found;
}

/// Finds a review, due with the session that reaches `review_after`: one that was held, or else the planned one that
/// would reach it if it and those before it are held (L4.2).
Dues review(const Standing& s, const Office&, const Flag*) {
  const auto after = s.settings.review_after;
  if (after == 0) return {};
  std::vector<const Appointment*> counted = s.held_since_review;
  const auto held = static_cast<std::int64_t>(counted.size());
  for (const auto& a : s.sessions)
    if (a.state == State::planned && (!s.counted_review || a.day() > *s.counted_review)) counted.push_back(&a);
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
  for (const auto& term : inform_terms(s))
    found.push_back({term.last(), term.record, {term.record}, msg("about the review of {}", term.from)});
  return found;
}

Dues answers(const Standing& s, const Office& office, const Flag*) {
  Dues found;
  for (const auto& term : answer_terms(s)) {
    const auto& to = term.record->as<Referral>()->to;
    found.push_back({term.last(),
                     term.record,
                     {term.record},
                     office.providers.contains(to) ? msg("none to the onward referral of {} to {}", term.from, to)
                                                   : msg("none to the onward referral of {}", term.from)});
  }
  return found;
}

Dues next_session(const Standing& s, const Office&, const Flag*) {
  const auto term = session_term(s);
  if (!term) return {};
  Due due{term->last(), term->record, {}, msg("none planned, and none held since {}", term->from)};
  if (term->record) due.evidence.push_back(term->record);
  return {due};
}

Dues agreement(const Standing& s, const Office&, const Flag*) {
  const auto term = agreement_term(s);
  if (!term) return {};
  return {{term->last(), term->record, {term->record}, msg("none since the session of {}", term->from)}};
}

Dues tasks(const Standing& s, const Office&, const Flag*) {
  Dues found;
  for (const auto& task : s.open_tasks())
    found.push_back({*task.body->due, task.record, {task.record}, msg("{}", task.body->text)});
  return found;
}

/// Finds the last day of the last plan of the episode, by date, then place. It is never overdue.
Dues ends_of_plans(const Standing& s, const Office&, const Flag*) {
  auto plans = s.in_episode<Plan>();
  std::stable_sort(plans.begin(), plans.end(),
                   [](const auto& a, const auto& b) { return *a.body->date < *b.body->date; });
  if (plans.empty() || s.closed() || !plans.back().body->until || *plans.back().body->until < s.day()) return {};
  const auto& last = plans.back();
  return {{*last.body->until, last.record, {last.record}, msg("made on {}", *last.body->date)}};
}

/// Finds the end of the years of retention. It is never overdue: psp status tells it from then on.
Dues retention(const Standing& s, const Office&, const Flag*) {
  const auto last = kept_until(s);
  if (!last || s.day() > *last + 1) return {};
  const auto* closure = s.course.closure->record;
  return {{*last + 1, closure, {closure}, msg("the years for which the office keeps the file end on {}", *last)}};
}

constexpr std::array kind_table{
    AgendaKind{"session", "session", sessions},
    AgendaKind{"task-due", "task", tasks},
    AgendaKind{"plan", "end of the plan", ends_of_plans},
    AgendaKind{"attendance-missing", "attendance", attendances},
    AgendaKind{"missed-limit", "decision on closing", at_once},
    AgendaKind{"missed-warning", "call to the client", by_next_session},
    AgendaKind{"review-due", "review", review},
    AgendaKind{"closure-pending", "closing", at_once},
    AgendaKind{"manager-uninformed", "notice to the case manager", notices},
    AgendaKind{"application-missing", "application", by_first_session},
    AgendaKind{"referral-missing", "referral", by_first_session},
    AgendaKind{"acceptance-missing", "client's acceptance", by_first_session},
    AgendaKind{"information-missing", "information to the client", by_first_session},
    AgendaKind{"manager-missing", "case manager", by_first_session},
    AgendaKind{"no-next-session", "next session", next_session},
    AgendaKind{"referral-unanswered", "answer to a referral", answers},
    AgendaKind{"assessment-missing", "assessment of needs", at_once},
    AgendaKind{"change-unevaluated", "evaluation of change", evaluations_of_change},
    AgendaKind{"scope-incomplete", "rest of the talk", by_next_session},
    AgendaKind{"agreement-missing", "agreement", agreement},
    AgendaKind{"field-worker", "worker of the field", by_next_session},
    AgendaKind{"plan-missing", "plan", at_once},
    AgendaKind{"withdrawal-pending", "written withdrawal", each_at_once},
    AgendaKind{"closure-unsupported", "evidence of the closing", at_once},
    AgendaKind{"retention-due", "end of retention", retention},
};

/// Returns the id of the record that this one corrects, through any number of steps; its own if it corrects none.
std::string_view first_id(const History& history, const Record& r) {
  const auto* first = &r;
  for (std::size_t steps = 0; steps < history.of().records.size(); ++steps) {
    const auto* before = history.find(first->replaces.id);
    if (!before) break;
    first = before;
  }
  return first->id;
}

AgendaItem item_of(const AgendaKind& kind, const Flag* flag, Due due, const Standing& s) {
  const auto& c = s.history.of();
  AgendaItem item;
  item.kind = &kind;
  item.flag = flag;
  item.day = due.day;
  if (due.session) {
    item.at = due.session->session.body->at;
    item.minutes = due.session->session.body->minutes;
    item.usual_minutes = settings_on(s.service, due.session->day()).session_minutes;
    item.mode = due.session->session.body->mode;
  }
  item.case_id = c.header.id;
  item.client = c.header.client;
  item.worker = s.worker();
  if (const auto* task = due.about ? due.about->as<Task>() : nullptr; task && !task->for_.empty())
    item.worker = task->for_;
  for (const auto* r : due.evidence) item.evidence.push_back(evidence_of(c, *r));
  item.message = std::move(due.message);
  const auto about = due.about ? first_id(s.history, *due.about) : std::string_view("case");
  item.uid = c.header.id + "." + std::string(about) + "." + std::string(kind.code) + "@psp";
  return item;
}

}  // namespace

std::span<const AgendaKind> agenda_kinds() { return kind_table; }

std::optional<CaseAgenda> case_agenda(const Case& c, const Office& office, AsOf as_of) {
  const Standing s(c, office.find_service(c.header.service), as_of);
  if (!s.history.there()) return std::nullopt;
  CaseAgenda agenda{c.header.id, c.header.service, s.worker(), s.course.manager, {}};
  for (const auto& kind : kind_table) {
    const auto* flag = find_flag(kind.code);
    if (flag && !concerns(*flag, s)) continue;
    for (auto& due : kind.find(s, office, flag)) agenda.items.push_back(item_of(kind, flag, std::move(due), s));
  }
  return agenda;
}

void apply(const AgendaFilter& filter, std::vector<CaseAgenda>& cases) {
  const auto of_another = [&](const std::string& key) { return filter.worker && *filter.worker != key; };
  for (auto& c : cases) std::erase_if(c.items, [&](const AgendaItem& item) { return of_another(item.worker); });
  std::erase_if(cases, [&](const CaseAgenda& c) {
    return (of_another(c.worker) && c.items.empty()) || (filter.service && *filter.service != c.service);
  });
}

Agenda arrange(std::vector<CaseAgenda> cases, Date as_of, Date until) {
  Agenda agenda{as_of, until, {}};
  std::map<std::pair<Date, std::string>, LocalTime> first_session;
  for (auto& c : cases)
    for (auto& item : c.items) {
      if (item.day > until) continue;
      if (item.at) first_session.try_emplace({item.day, item.case_id}, *item.at);
      agenda.items.push_back(std::move(item));
    }
  const auto key = [&](const AgendaItem& i) {
    const auto session = first_session.find({i.day, i.case_id});
    const bool timed = session != first_session.end();
    const auto time = i.at ? *i.at : timed ? session->second : LocalTime{};
    return std::make_tuple(i.day, !timed, time, std::string_view(i.case_id), i.kind);
  };
  std::stable_sort(agenda.items.begin(), agenda.items.end(),
                   [&](const AgendaItem& a, const AgendaItem& b) { return key(a) < key(b); });
  return agenda;
}

}  // namespace psp::rules
