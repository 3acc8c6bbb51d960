#include "rules/agenda.h"

#include <algorithm>
#include <array>

#include "rules/dues.h"

namespace psp::rules {
namespace {

/// What stands there besides the flags.
constexpr std::array own_kinds{
    AgendaKind{{1, "session", due::sessions}, "session", nullptr},
    AgendaKind{{3, "end of the plan", due::ends_of_plans}, "plan", nullptr},
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

/// Returns who has the case on a day, by the transfers ahead as well.
std::string worker_on(const Standing& s, Date day) {
  const auto& c = s.history.of();
  const bool goes = std::any_of(c.records.begin(), c.records.end(), [&](const Record& r) {
    const auto* t = r.as<Transfer>();
    return t && *t->date > s.day() && *t->date <= day;
  });
  return goes ? course_of(s.history.on({day, s.history.as_of().known_at})).assignments.back().worker : s.worker();
}

AgendaItem item_of(const AgendaKind& kind, Due due, const Standing& s) {
  const auto& c = s.history.of();
  AgendaItem item;
  item.kind = &kind;
  item.day = due.day;
  if (due.session) {
    item.at = due.session->session.body->at;
    item.minutes = due.session->session.body->minutes;
    item.usual_minutes = settings_on(s.service, due.session->day()).session_minutes;
    item.mode = due.session->session.body->mode;
  }
  item.worker = due.session && due.day > s.day() ? worker_on(s, due.day) : s.worker();
  if (const auto* task = due.about ? due.about->as<Task>() : nullptr; task && !task->for_.empty())
    item.worker = task->for_;
  for (const auto* r : due.evidence) item.evidence.push_back(evidence_of(*r));
  item.message = std::move(due.message);
  const auto about = due.about ? first_id(s.history, *due.about) : std::string_view("case");
  item.uid = c.header.id + "." + std::string(about) + "." + std::string(kind.code) + "@psp";
  return item;
}

}  // namespace

std::span<const AgendaKind> agenda_kinds() {
  static const std::vector<AgendaKind> all = [] {
    std::vector<AgendaKind> kinds(own_kinds.begin(), own_kinds.end());
    for (const auto& flag : flags())
      if (flag.agenda.find) kinds.push_back({flag.agenda, flag.code, &flag});
    std::stable_sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
    return kinds;
  }();
  return all;
}

std::optional<CaseAgenda> case_agenda(const History& history, const Office& office) {
  const auto& c = history.of();
  const Standing s(history, office.find_service(c.header.service));
  if (!s.history.there()) return std::nullopt;
  CaseAgenda agenda{c.header.id, c.file, c.header.service, c.header.client, s.worker(), s.course.manager, {}};
  for (const auto& kind : agenda_kinds()) {
    if (kind.flag && !concerns(*kind.flag, s)) continue;
    for (auto& due : kind.find(s, office, kind.flag)) agenda.items.push_back(item_of(kind, std::move(due), s));
  }
  return agenda;
}

bool narrow(CaseAgenda& c, const AgendaFilter& filter) {
  const auto of_another = [&](const std::string& key) { return filter.worker && *filter.worker != key; };
  std::erase_if(c.items, [&](const AgendaItem& item) { return of_another(item.worker); });
  const bool asked_for =
      (!of_another(c.worker) || !c.items.empty()) && (!filter.service || *filter.service == c.service);
  std::erase_if(c.items, [&](const AgendaItem& item) { return filter.until && item.day > *filter.until; });
  return asked_for;
}

std::vector<AgendaPlace> places_of(const CaseAgenda& c) {
  const auto first_session_on = [&](Date day) {
    return std::find_if(c.items.begin(), c.items.end(), [&](const auto& item) { return item.at && item.day == day; });
  };
  std::vector<AgendaPlace> places;
  for (const auto& item : c.items) {
    const auto session = first_session_on(item.day);
    if (item.at) places.push_back({item.day, false, *item.at});
    else if (session != c.items.end()) places.push_back({item.day, false, *session->at});
    else places.push_back({item.day});
  }
  return places;
}

}  // namespace psp::rules
