#include "report/report.h"

#include <algorithm>

namespace psp::report {

constexpr int months_shown = 12;

std::vector<Stretch> stretches_of(const Question& q) {
  const auto stretch = [&](const Period& p, bool month) {
    return Stretch{p, {std::min(p.to, q.today), q.known_at}, month};
  };
  std::vector<Stretch> all{stretch(q.period, false), stretch(before(q.period), false),
                           stretch(year_earlier(q.period), false)};
  for (const auto& month : months_until(all.front().as_of.day, months_shown)) all.push_back(stretch(month, true));
  return all;
}

Shown Caseload::seen(const std::string& worker) const {
  const auto it = covered.find(worker);
  return it == covered.end() ? Shown::value : it->second;
}

std::optional<std::array<std::int64_t, Caseload::bins.size()>> Caseload::in_bin() const {
  if (!covered.empty()) return std::nullopt;
  std::array<std::int64_t, bins.size()> in{};
  for (const auto& [worker, cases] : workers) ++in[static_cast<std::size_t>(std::min<std::int64_t>(cases / 10, 3))];
  return in;
}

Tally::Tally(const Question& question, const std::set<std::string>& workers)
    : question_(question), asked_(stretches_of(question)), stretches_(asked_.size()) {
  for (auto& s : stretches_)
    for (const auto& worker : workers) s.caseload.workers[worker] = 0;
}

const std::string& Tally::key_of(const CaseShare& c, const Belonging& to) const {
  switch (question_.by) {
    case By::worker: return to.worker;
    case By::service: return c.service;
    case By::area: return to.area;
    case By::field: return to.field;
    case By::all: break;
  }
  static const std::string none;
  return none;
}

void Tally::add(const CaseShare& c) {
  if (!c.there) return;
  const First first{c.opened, c.id};
  const auto [it, added] = first_cases_.emplace(c.client, first);
  if (!added) it->second = std::min(it->second, first);

  const bool grouped = question_.by != By::all;
  for (std::size_t i = 0; i < stretches_.size(); ++i) {
    auto& into = stretches_[i];
    const auto& from = c.stretches[i];
    const bool by_group = grouped && !asked_[i].month;
    for (const auto& a : from.additions) {
      const bool transfer = a.place.figure == Figure::transferred_in || a.place.figure == Figure::transferred_out;
      if (!transfer) into.all.numbers[a.place] += a.n;
      const auto& to = c.belongings[a.to];
      if (by_group && (!transfer || question_.by == By::worker)) into.groups[key_of(c, to)].numbers[a.place] += a.n;
      if (a.place.figure == Figure::open_at_end) into.caseload.workers[to.worker] += a.n;
    }
    const auto each_group = [&](std::size_t to, auto take) {
      take(into.all);
      if (by_group) take(into.groups[key_of(c, c.belongings[to])]);
    };
    if (asked_[i].month) continue;
    for (const auto to : from.held_by)
      each_group(to, [&](InGroup& g) {
        g.clients.insert(c.client);
        if (c.family) g.families.insert(c.client);
      });
    if (from.opened_by) each_group(*from.opened_by, [&](InGroup& g) { g.opened[c.client].insert(c.id); });
  }
}

Numbers Tally::finished(const InGroup& group) const {
  auto numbers = group.numbers;
  const auto set = [&](Figure figure, std::size_t n) {
    if (n > 0) numbers[{figure, ""}] = static_cast<std::int64_t>(n);
  };
  const auto fresh =
      static_cast<std::size_t>(std::count_if(group.opened.begin(), group.opened.end(), [&](const auto& o) {
        return o.second.contains(first_cases_.at(o.first).id);
      }));
  set(Figure::clients, group.clients.size());
  set(Figure::families, group.families.size());
  set(Figure::new_clients, fresh);
  set(Figure::returning, group.opened.size() - fresh);
  std::erase_if(numbers, [](const auto& n) { return n.second == 0; });
  return numbers;
}

Count Tally::count(std::size_t stretch, const std::set<std::string>& keys) const {
  const auto& s = stretches_[stretch];
  Count c{asked_[stretch].period, asked_[stretch].as_of.day, {{By::all, "all", finished(s.all)}}, s.caseload};
  for (const auto& key : keys) {
    const auto it = s.groups.find(key);
    c.groups.push_back({question_.by, key, it == s.groups.end() ? Numbers{} : finished(it->second)});
  }
  return c;
}

Report Tally::report(std::string ledger) const {
  // A group that one of the three periods has stands in each of them, so that they can be compared.
  std::set<std::string> keys;
  for (std::size_t i = 0; i < asked_.size(); ++i)
    for (const auto& [key, group] : stretches_[i].groups) keys.insert(key);
  Report r{std::move(ledger), question_.by, count(0, keys), count(1, keys), count(2, keys), {}};
  for (std::size_t i = 3; i < asked_.size(); ++i) r.months.push_back(count(i, {}));
  return r;
}

}  // namespace psp::report
