#include "rules/agenda.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

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
  item.case_id = c.header.id;
  item.file = c.file;
  item.client = c.header.client;
  item.worker = s.worker();
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
  CaseAgenda agenda{c.header.id, c.header.service, s.worker(), s.course.manager, {}};
  for (const auto& kind : agenda_kinds()) {
    if (kind.flag && !concerns(*kind.flag, s)) continue;
    for (auto& due : kind.find(s, office, kind.flag)) agenda.items.push_back(item_of(kind, std::move(due), s));
  }
  return agenda;
}

bool lets_through(const AgendaFilter& filter, CaseAgenda& c) {
  const auto of_another = [&](const std::string& key) { return filter.worker && *filter.worker != key; };
  std::erase_if(c.items, [&](const AgendaItem& item) { return of_another(item.worker); });
  return (!of_another(c.worker) || !c.items.empty()) && (!filter.service || *filter.service == c.service);
}

Agenda arrange(std::vector<CaseAgenda> cases, Date as_of, Date until) {
  std::map<std::pair<Date, std::string_view>, LocalTime> first_session;
  std::vector<AgendaItem*> items;
  for (auto& c : cases)
    for (auto& item : c.items) {
      if (item.day > until) continue;
      if (item.at) first_session.try_emplace({item.day, item.case_id}, *item.at);
      items.push_back(&item);
    }
  using Place = std::tuple<Date, bool, LocalTime, std::string_view, const AgendaKind*>;
  std::vector<std::pair<Place, AgendaItem*>> placed;
  for (auto* item : items) {
    const auto session = first_session.find({item->day, item->case_id});
    const bool timed = session != first_session.end();
    const auto time = item->at ? *item->at : timed ? session->second : LocalTime{};
    placed.push_back({{item->day, !timed, time, item->case_id, item->kind}, item});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Agenda agenda{as_of, until, {}};
  agenda.items.reserve(placed.size());
  for (auto& [place, item] : placed) agenda.items.push_back(std::move(*item));
  return agenda;
}

}  // namespace psp::rules
