#include "report/suppress_report.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "report/suppress/suppression.h"

namespace psp::report {
namespace {

/// What identifies a number for its reader: of one report, period and group it is the same wherever it is printed.
struct Address {
  std::size_t report;
  Date from, to, as_of;
  std::string group;
  Place place;
  auto operator<=>(const Address&) const = default;
};

/// Returns how much is lost with a number: more in the report's own period than in others, more in a whole than a part.
int cost_of(bool now, bool all, bool keyed) { return (now ? 2 : 1) * (all ? 3 : 1) * (keyed ? 1 : 2); }

class TermTable {
 public:
  /// Returns the cell of a number; nothing for a 0, which is always shown and adds nothing to a sum.
  std::optional<std::size_t> cell(std::size_t report, const Count& count, const Group& group, const Place& place,
                                  Cell::Sort sort = Cell::Sort::count) {
    const auto it = group.numbers.find(place);
    if (it == group.numbers.end() || it->second == 0) return std::nullopt;
    const Address address{report, count.period.from, count.period.to, count.as_of, group.key, place};
    const auto [found, is_new] = index_.emplace(address, cells_.size());
    if (is_new) {
      const bool all = group.by == By::all;
      cells_.push_back({it->second, sort, std::nullopt, cost_of(&count == now_, all, !place.key.empty())});
    }
    return found->second;
  }

  /// Adds a cell for a number that is in no group, such as a worker's caseload.
  std::size_t own(std::int64_t value, Cell::Sort sort, int cost = 1) {
    cells_.push_back({value, sort, std::nullopt, cost});
    return cells_.size() - 1;
  }

  void sum(std::vector<Summand> terms) {
    std::int64_t total = 0;
    for (const auto& t : terms) total += t.factor * cells_[t.cell].value;
    if (total == 0 && !terms.empty()) sums_.push_back({std::move(terms)});
  }

  /// Adds that the reader knows the terms together not to be negative.
  void at_least_zero(std::vector<Summand> terms) {
    std::int64_t total = 0;
    for (const auto& t : terms) total += t.factor * cells_[t.cell].value;
    if (total < 0 || terms.empty()) return;
    terms.push_back({own(total, Cell::Sort::unprinted), -1});
    sums_.push_back({std::move(terms)});
  }

  void follow(std::size_t follower, std::size_t leader) { cells_[follower].follows = leader; }
  void begin(const Count& now) { now_ = &now; }

  std::vector<Shown> shown(std::int64_t n) const { return suppress(cells_, sums_, n); }

 private:
  std::map<Address, std::size_t> index_;
  std::vector<Cell> cells_;
  std::vector<Sum> sums_;
  const Count* now_ = nullptr;
};

/// The numbers of all keys of `parts` add up to `whole`.
struct Parted {
  Place whole;
  Figure parts;
};
const std::vector<Parted>& parted() {
  static const std::vector<Parted> all{
      {{Figure::opened, ""}, Figure::route},     {{Figure::opened, ""}, Figure::eligibility},
      {{Figure::opened, ""}, Figure::target},    {{Figure::opened, ""}, Figure::field},
      {{Figure::refused, ""}, Figure::refusals}, {{Figure::closed, ""}, Figure::grounds},
      {{Figure::closed, ""}, Figure::lengths},   {{Figure::sessions, "held"}, Figure::modes}};
  return all;
}

/// The number at `less` is never more than that at `more`.
struct NotMore {
  Place less, more;
};
const std::vector<NotMore>& not_more() {
  static const std::vector<NotMore> all = [] {
    const auto plain = [](Figure f) { return Place{f, ""}; };
    std::vector<NotMore> rows{{plain(Figure::families), plain(Figure::clients)},
                              {plain(Figure::clients), {Figure::sessions, "held"}},
                              {plain(Figure::minutes_unknown), {Figure::sessions, "held"}},
                              {plain(Figure::first_aid_closed), plain(Figure::closed)},
                              {plain(Figure::under_review_after), plain(Figure::closed)},
                              {plain(Figure::reviews_due), plain(Figure::open_at_end)}};
    for (const auto key : Vocabulary<OptionKind>::words)
      rows.push_back({{Figure::options_chosen, std::string(key)}, {Figure::options, std::string(key)}});
    for (const auto figure : {Figure::contents, Figure::parts, Figure::goals})
      for (const auto key : row_of(figure).keys) {
        rows.push_back({{figure, std::string(key)}, plain(Figure::first_aid_closed)});
        if (row_of(figure).keys.front() == "all" && key != "all")
          rows.push_back({{figure, "all"}, {figure, std::string(key)}});
      }
    return rows;
  }();
  return all;
}

/// Returns true for a figure of which the groups together have as many as all cases.
bool adds_up(Figure f) {
  return f != Figure::clients && f != Figure::families && f != Figure::new_clients && f != Figure::returning;
}

/// Puts the numbers of one report into the table, and the sums between them.
class Relations {
 public:
  Relations(TermTable& table, std::size_t report, Report& r) : table_(table), report_(report), r_(r) {}

  void add() {
    table_.begin(r_.now);
    for (auto* count : whole_counts()) {
      for (const auto& group : count->groups) within(*count, group);
      between_groups(*count);
      caseload(*count);
    }
    for (const auto& month : r_.months) within_month(month, month.groups.front());
    between_periods();
    months_in_periods();
  }

  std::array<Count*, 3> whole_counts() { return {&r_.now, &r_.before, &r_.year_earlier}; }

  std::optional<std::size_t> cell(const Count& c, const Group& g, const Place& place) {
    const auto sort = row_of(place.figure).sort == Sort::minutes ? Cell::Sort::measure : Cell::Sort::count;
    return table_.cell(report_, c, g, place, sort);
  }

  /// The cells of the caseloads, by count and worker.
  std::map<std::pair<const Count*, std::string>, std::size_t> loads;

 private:
  using Terms = std::vector<Summand>;

  void put(Terms& terms, const Count& c, const Group& g, const Place& place, int factor) {
    if (const auto i = cell(c, g, place)) terms.push_back({*i, factor});
  }
  void put_all(Terms& terms, const Count& c, const Group& g, Figure figure, int factor) {
    for (auto it = g.numbers.lower_bound({figure, ""}); it != g.numbers.end() && it->first.figure == figure; ++it)
      put(terms, c, g, it->first, factor);
  }

  void within_month(const Count& c, const Group& g) {
    Terms balance;
    for (const auto figure : {Figure::open_at_start, Figure::opened, Figure::reopened, Figure::transferred_in})
      put(balance, c, g, {figure, ""}, 1);
    for (const auto figure : {Figure::closed, Figure::refused, Figure::transferred_out, Figure::open_at_end})
      put(balance, c, g, {figure, ""}, -1);
    table_.sum(std::move(balance));
    Terms missed, expected;
    put(missed, c, g, {Figure::sessions, "missed"}, 1);
    put(missed, c, g, {Figure::missed, ""}, -1);
    table_.sum(std::move(missed));
    for (const auto* state : {"held", "turned_away", "missed", "excused"})
      put(expected, c, g, {Figure::sessions, state}, 1);
    put(expected, c, g, {Figure::expected, ""}, -1);
    table_.sum(std::move(expected));
  }

  void within(const Count& c, const Group& g) {
    // Every number gets a cell, even if it is in no sum.
    for (const auto& [place, n] : g.numbers)
      if (row_of(place.figure).sort != Sort::hidden) cell(c, g, place);
    within_month(c, g);
    for (const auto& p : parted()) {
      Terms terms;
      put_all(terms, c, g, p.parts, 1);
      put(terms, c, g, p.whole, -1);
      table_.sum(std::move(terms));
    }
    Terms due;
    put(due, c, g, {Figure::reviews_due, ""}, 1);
    put(due, c, g, {Figure::flags, "review-due"}, -1);
    table_.sum(std::move(due));
    for (const auto& pair : not_more()) {
      Terms terms;
      put(terms, c, g, pair.more, 1);
      put(terms, c, g, pair.less, -1);
      if (terms.size() == 2) table_.at_least_zero(std::move(terms));
    }
    Terms clients;
    put(clients, c, g, {Figure::opened, ""}, 1);
    put(clients, c, g, {Figure::new_clients, ""}, -1);
    put(clients, c, g, {Figure::returning, ""}, -1);
    table_.at_least_zero(std::move(clients));
    const auto minutes = cell(c, g, {Figure::minutes, ""}), held = cell(c, g, {Figure::sessions, "held"});
    if (minutes && held) table_.follow(*minutes, *held);
    for (const auto how : Vocabulary<How>::words) {
      const auto length = cell(c, g, {Figure::contact_minutes, std::string(how)});
      const auto contacts = cell(c, g, {Figure::contacts, std::string(how)});
      if (length && contacts) table_.follow(*length, *contacts);
    }
  }

  void between_groups(const Count& c) {
    if (c.groups.size() < 2) return;
    const auto& all = c.groups.front();
    std::set<Place> places;
    for (const auto& g : c.groups)
      for (const auto& [place, n] : g.numbers) places.insert(place);
    Terms handed;
    for (const auto& place : places) {
      if (row_of(place.figure).sort == Sort::hidden) continue;
      Terms whole_and_parts;
      put(whole_and_parts, c, all, place, -1);
      for (std::size_t i = 1; i < c.groups.size(); ++i) put(whole_and_parts, c, c.groups[i], place, 1);
      if (place.figure == Figure::transferred_in || place.figure == Figure::transferred_out) {
        const int factor = place.figure == Figure::transferred_in ? 1 : -1;
        for (const auto& t : whole_and_parts) handed.push_back({t.cell, factor});
      } else if (adds_up(place.figure)) {
        table_.sum(std::move(whole_and_parts));
      } else if (place.figure != Figure::returning) {
        table_.at_least_zero(std::move(whole_and_parts));
        for (std::size_t i = 1; i < c.groups.size(); ++i) {
          Terms part;
          put(part, c, all, place, 1);
          put(part, c, c.groups[i], place, -1);
          if (part.size() == 2) table_.at_least_zero(std::move(part));
        }
      }
    }
    table_.sum(std::move(handed));
    // Who is counted in a group, as no family or as a client of an opened case, is so in the whole as well.
    counted_once(c, {{{Figure::clients, ""}, 1}, {{Figure::families, ""}, -1}});
    counted_once(c, {{{Figure::new_clients, ""}, 1}, {{Figure::returning, ""}, 1}});
  }

  /// Adds that the whole has no fewer persons than any group, and no more than all groups together.
  void counted_once(const Count& c, const std::vector<std::pair<Place, int>>& persons) {
    Terms together;
    for (const auto& g : c.groups) {
      const bool whole = &g == &c.groups.front();
      Terms more;
      for (const auto& [place, factor] : persons) {
        put(together, c, g, place, whole ? -factor : factor);
        put(more, c, c.groups.front(), place, factor);
        put(more, c, g, place, -factor);
      }
      if (!whole) table_.at_least_zero(std::move(more));
    }
    table_.at_least_zero(std::move(together));
  }

  void caseload(const Count& c) {
    Terms terms;
    for (const auto& [worker, n] : c.caseload.workers) {
      if (n == 0) continue;
      const auto load = table_.own(n, Cell::Sort::count);
      loads[{&c, worker}] = load;
      terms.push_back({load, 1});
      for (const auto& g : c.groups)
        if (g.by == By::worker && g.key == worker)
          if (const auto open = cell(c, g, {Figure::open_at_end, ""})) table_.sum({{load, 1}, {*open, -1}});
    }
    put(terms, c, c.groups.front(), {Figure::open_at_end, ""}, -1);
    table_.sum(std::move(terms));
  }

  std::vector<const Count*> counts() const {
    std::vector<const Count*> all{&r_.now, &r_.before, &r_.year_earlier};
    for (const auto& month : r_.months) all.push_back(&month);
    return all;
  }

  /// Adds that what was open when one period ended was open when the next began, and that equal days have equal
  /// numbers.
  void between_periods() {
    const Place start{Figure::open_at_start, ""}, end{Figure::open_at_end, ""};
    for (const auto* a : counts())
      for (const auto* b : counts()) {
        if (a == b) continue;
        same_number(*a, *b, end, a->as_of + 1 == b->period.from, start);
        same_number(*a, *b, start, a->period.from == b->period.from, start);
        same_number(*a, *b, end, a->as_of == b->as_of, end);
      }
  }

  void same_number(const Count& a, const Count& b, const Place& in_a, bool same, const Place& in_b) {
    if (!same) return;
    for (const auto& g : a.groups)
      for (const auto& h : b.groups) {
        if (g.by != h.by || g.key != h.key) continue;
        const auto i = cell(a, g, in_a), j = cell(b, h, in_b);
        if (i && j && *i != *j) table_.sum({{*i, 1}, {*j, -1}});
      }
  }

  /// Adds that a period of whole months has the numbers of its months together.
  void months_in_periods() {
    for (auto* c : whole_counts()) {
      std::vector<const Count*> months;
      for (const auto& m : r_.months)
        if (c->period.from <= m.period.from && m.as_of <= c->as_of) months.push_back(&m);
      if (months.size() < 2 || months.front()->period.from != c->period.from || months.back()->as_of != c->as_of)
        continue;
      for (const auto& row : figures()) {
        if (!counted_by_month(row) || row.sort == Sort::ratio || row.figure == Figure::open_at_start ||
            row.figure == Figure::open_at_end)
          continue;
        if (row.figure == Figure::sessions) states_in_months(*c, months);
        else add_months(*c, months, {{row.figure, ""}});
      }
    }
  }

  void states_in_months(const Count& c, const std::vector<const Count*>& months) {
    for (const auto key : row_of(Figure::sessions).keys)
      if (key != "planned" && key != "unrecorded") add_months(c, months, {{Figure::sessions, std::string(key)}});
    // A session planned on the last day of a month may be unrecorded by the end of the next.
    add_months(c, months, {{Figure::sessions, "planned"}, {Figure::sessions, "unrecorded"}});
  }

  void add_months(const Count& c, const std::vector<const Count*>& months, const std::vector<Place>& places) {
    Terms terms;
    for (const auto& place : places) {
      put(terms, c, c.groups.front(), place, -1);
      for (const auto* m : months) put(terms, *m, m->groups.front(), place, 1);
    }
    table_.sum(std::move(terms));
  }

  TermTable& table_;
  std::size_t report_;
  Report& r_;
};

std::vector<Count*> counts_of(Report& r) {
  std::vector<Count*> all{&r.now, &r.before, &r.year_earlier};
  for (auto& month : r.months) all.push_back(&month);
  return all;
}

/// Adds that the numbers of the sum are those of the ledgers together.
void between_ledgers(TermTable& table, Reports& reports, std::vector<Relations>& known) {
  auto& ledgers = reports.ledgers;
  const auto sum_counts = counts_of(*reports.sum);
  for (std::size_t i = 0; i < sum_counts.size(); ++i)
    for (const auto& g : sum_counts[i]->groups)
      for (const auto& [place, n] : g.numbers) {
        if (row_of(place.figure).sort == Sort::hidden || (reports.question.same_clients && !adds_up(place.figure)))
          continue;
        std::vector<Summand> terms;
        const auto of_sum = known.back().cell(*sum_counts[i], g, place);
        if (!of_sum) continue;
        terms.push_back({*of_sum, -1});
        for (std::size_t l = 0; l < ledgers.size(); ++l) {
          const auto& count = *counts_of(ledgers[l].report)[i];
          for (const auto& h : count.groups)
            if (g.by == h.by && g.key == (g.by == By::worker ? name_in_sum(h.key, ledgers[l].name) : h.key))
              if (const auto part = known[l].cell(count, h, place)) terms.push_back({*part, 1});
        }
        table.sum(std::move(terms));
      }
  for (std::size_t i = 0; i < sum_counts.size(); ++i)
    for (std::size_t l = 0; l < ledgers.size(); ++l)
      for (const auto* count = counts_of(ledgers[l].report)[i]; const auto& [worker, n] : count->caseload.workers) {
        const auto part = known[l].loads.find({count, worker});
        const auto whole = known.back().loads.find({sum_counts[i], name_in_sum(worker, ledgers[l].name)});
        if (part != known[l].loads.end() && whole != known.back().loads.end())
          table.sum({{part->second, 1}, {whole->second, -1}});
      }
}

}  // namespace

void cover(Reports& reports) {
  const auto n = reports.question.suppress;
  if (n == 0) return;
  std::vector<Report*> all;
  for (auto& of : reports.ledgers) all.push_back(&of.report);
  if (reports.sum) all.push_back(&*reports.sum);
  TermTable table;
  std::vector<Relations> known;
  for (std::size_t i = 0; i < all.size(); ++i) known.emplace_back(table, i, *all[i]).add();
  if (reports.sum) between_ledgers(table, reports, known);

  const auto shown = table.shown(n);
  for (std::size_t i = 0; i < all.size(); ++i)
    for (auto* count : counts_of(*all[i])) {
      for (auto& group : count->groups)
        for (const auto& [place, value] : group.numbers) {
          if (row_of(place.figure).sort == Sort::hidden) continue;
          const auto cell = known[i].cell(*count, group, place);
          if (cell && *cell < shown.size() && shown[*cell] != Shown::value) group.covered[place] = shown[*cell];
        }
      for (const auto& [worker, value] : count->caseload.workers) {
        const auto load = known[i].loads.find({count, worker});
        if (load != known[i].loads.end() && shown[load->second] != Shown::value)
          count->caseload.covered[worker] = shown[load->second];
      }
    }
}

}  // namespace psp::report
