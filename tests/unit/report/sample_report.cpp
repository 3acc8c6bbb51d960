#include "report/sample_report.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <string_view>
#include <utility>

using namespace psp;
using namespace psp::report;

namespace psp::tests {
namespace {

constexpr int month = 30, months = 26, last_day = months * month;

struct Period {
  std::string name;
  int from, to;  ///< days, the last one included
};

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool is(double share) { return below(10000) < share * 10000; }
  /// Returns one of n, the first of them the most often.
  int of(int n) { return std::min(below(n), below(n)); }
  int about(double mean) {
    int n = 0;
    for (int i = 0; i < 10; ++i) n += is(mean / 10);
    return n;
  }

 private:
  std::mt19937 engine_;
};

struct Talk {
  int day;
  std::string state;
  int minutes;
};

struct Episode {
  int opened, closed;  ///< the last day, or behind the last of all days where it is open still
};

struct Course {
  int client;
  bool family, first, first_aid, refused;
  int worker, later_worker, transferred;  ///< the day of the transfer
  std::array<int, 4> intake;
  int ground;
  std::vector<Episode> episodes;
  std::vector<Talk> talks;
  std::vector<std::pair<int, std::string>> others;  ///< day and name of what is counted once each

  int worker_on(int day) const { return day < transferred ? worker : later_worker; }
  bool open_on(int day) const {
    return std::any_of(episodes.begin(), episodes.end(), [&](auto& e) { return e.opened <= day && day < e.closed; });
  }
};

constexpr std::array intake_names{"route", "eligibility", "target", "field"};
constexpr std::array intake_kinds{4, 3, 7, 6};
constexpr std::array days_names{"0-30", "31-90", "91-180", "181+"};
constexpr std::array states{"held",      "turned_away", "missed",  "excused",
                            "cancelled", "rescheduled", "planned", "unrecorded"};
constexpr std::array state_shares{76, 1, 7, 5, 5, 2, 1, 3};

std::string a_state(Chance& chance) {
  auto n = chance.below(100);
  for (std::size_t i = 0; i < states.size(); ++i)
    if ((n -= state_shares[i]) < 0) return states[i];
  return states[0];
}

void add_talks(Course& c, Chance& chance) {
  int held = 0;
  for (const auto& e : c.episodes)
    for (int day = e.opened + chance.below(4); day < std::min(e.closed + 1, last_day); day += 4 + chance.below(14)) {
      c.talks.push_back({day, a_state(chance), 30 + 5 * chance.below(7)});
      if (c.talks.back().state != "held" || ++held % 10 != 0) continue;
      c.others.emplace_back(day, chance.is(0.7) ? "reviews/continue" : "reviews/end");
    }
}

void add_others(Course& c, Chance& chance) {
  const auto opened = c.episodes.front().opened;
  if (chance.is(0.3)) c.others.emplace_back(opened, "referrals/in");
  if (chance.is(0.3)) {
    c.others.emplace_back(opened + 20, "referrals/out/p" + std::to_string(chance.of(5)));
    if (chance.is(0.7)) c.others.emplace_back(opened + 35, "referrals/responses/r" + std::to_string(chance.of(3)));
  }
}

Course a_course(Chance& chance, int day, int worker, int workers) {
  Course c;
  c.client = chance.below(4000);
  c.family = c.client % 5 < 2;
  c.first = c.client % 7 < 5;
  c.first_aid = chance.is(0.4);
  c.refused = chance.is(0.06);
  c.worker = worker;
  c.later_worker = chance.is(0.06) ? chance.below(workers) : worker;
  for (std::size_t i = 0; i < c.intake.size(); ++i) c.intake[i] = chance.of(intake_kinds[i]);
  c.ground = chance.of(9);
  c.episodes.push_back({day, day + (c.refused ? 5 : chance.of(c.first_aid ? 60 : 300))});
  if (const auto closed = c.episodes.back().closed; !c.refused && chance.is(0.05))
    c.episodes.push_back({closed + 20, closed + 20 + chance.of(90)});
  c.transferred = c.later_worker == worker ? last_day * 2 : day + 10;
  if (!c.open_on(c.transferred)) c.later_worker = worker, c.transferred = last_day * 2;
  add_talks(c, chance);
  add_others(c, chance);
  return c;
}

/// Holds what is counted for one group in one period.
using Numbers = std::map<std::string, std::int64_t>;

class Tally {
 public:
  Tally(Period period, int group) : period_(std::move(period)), group_(group) {
    for (const auto* name : {"open_at_start", "opened", "reopened", "closed", "refused", "transferred_in",
                             "transferred_out", "open_at_end"})
      numbers["cases/" + std::string(name)];
    for (const auto* name : states) numbers["sessions/" + std::string(name)];
    for (const auto* name : days_names) numbers["closures/days/" + std::string(name)];
    for (const auto* name : {"no_show/missed", "no_show/expected", "minutes/total", "clients/distinct",
                             "clients/families", "clients/new", "clients/returning", "referrals/in", "reviews/continue",
                             "reviews/end", "reviews/due", "closures/under_review_after", "first_aid/closed"})
      numbers[name];
  }

  Numbers numbers;

  void add(const Course& c) {
    add_cases(c);
    add_talks(c);
    for (const auto& [day, name] : c.others)
      if (in(day) && mine(c, day)) ++numbers[name];
  }
  void finish() {
    numbers["clients/distinct"] = static_cast<std::int64_t>(clients_.size());
    numbers["clients/families"] = static_cast<std::int64_t>(families_.size());
    numbers["no_show/missed"] = numbers["sessions/missed"];
    for (const auto* state : {"held", "turned_away", "missed", "excused"})
      numbers["no_show/expected"] += numbers["sessions/" + std::string(state)];
    if (const auto due = numbers["reviews/due"]) numbers["flags/review-due"] = due;
  }

 private:
  bool in(int day) const { return period_.from <= day && day <= period_.to; }
  bool mine(const Course& c, int day) const { return group_ < 0 || c.worker_on(day) == group_; }

  void add_opening(const Course& c, const Episode& e) {
    if (&e != &c.episodes.front()) {
      ++numbers["cases/reopened"];
      return;
    }
    ++numbers["cases/opened"];
    ++numbers[c.first ? "clients/new" : "clients/returning"];
    for (std::size_t i = 0; i < c.intake.size(); ++i)
      ++numbers["intake/" + std::string(intake_names[i]) + "/" + std::to_string(c.intake[i])];
  }
  void add_closing(const Course& c, const Episode& e) {
    const auto ground = "g" + std::to_string(c.ground);
    if (c.refused) {
      ++numbers["cases/refused"];
      ++numbers["refusals/" + ground];
      return;
    }
    ++numbers["cases/closed"];
    ++numbers["closures/ground/" + ground];
    const auto length = e.closed - e.opened;
    ++numbers["closures/days/" + std::string(days_names[length <= 30 ? 0 : length <= 90 ? 1 : length <= 180 ? 2 : 3])];
    if (c.talks.size() < 10) ++numbers["closures/under_review_after"];
    if (!c.first_aid) return;
    ++numbers["first_aid/closed"];
    for (int i = 0; i < 4; ++i)
      if ((c.client >> i) % 8 != 0) ++numbers["first_aid/contents/c" + std::to_string(i)];
    for (int i = 0; i < 5; ++i)
      if ((c.client >> i) % 3 != 0) ++numbers["first_aid/goals/g" + std::to_string(i)];
  }
  void add_cases(const Course& c) {
    for (const auto& e : c.episodes) {
      if (in(e.opened) && mine(c, e.opened)) add_opening(c, e);
      if (in(e.closed) && mine(c, e.closed)) add_closing(c, e);
    }
    if (group_ >= 0 && in(c.transferred) && c.worker != c.later_worker) {
      if (c.later_worker == group_) ++numbers["cases/transferred_in"];
      if (c.worker == group_) ++numbers["cases/transferred_out"];
    }
    if (c.open_on(period_.from - 1) && mine(c, period_.from - 1)) ++numbers["cases/open_at_start"];
    if (!c.open_on(period_.to) || !mine(c, period_.to)) return;
    ++numbers["cases/open_at_end"];
    const auto raised = (c.client * 31 + period_.to) % 97;
    if (raised < 6) ++numbers["reviews/due"];
    if (raised % 9 == 1) ++numbers["flags/f" + std::to_string(raised / 9)];
  }
  void add_talks(const Course& c) {
    for (const auto& talk : c.talks) {
      if (!in(talk.day) || !mine(c, talk.day)) continue;
      ++numbers["sessions/" + talk.state];
      if (talk.state != "held") continue;
      numbers["minutes/total"] += talk.minutes;
      clients_.insert(c.client);
      if (c.family) families_.insert(c.client);
    }
  }

  Period period_;
  int group_;
  std::set<int> clients_, families_;
};

/// Builds cells and sums from the numbers of each period and group.
class Builder {
 public:
  explicit Builder(SampleReport& to) : to_(to) {}

  void add(const std::string& prefix, const Numbers& numbers, bool all) {
    for (const auto& [name, value] : numbers) {
      const bool total = name.starts_with("cases/") || name == "sessions/held" || name == "minutes/total" ||
                         name.starts_with("no_show");
      const auto cell =
          add_cell(prefix + name, value, name == "minutes/total" ? Cell::Sort::measure : Cell::Sort::count);
      to_.cells[cell].cost = (total ? 3 : 1) * (all ? 3 : 1);
    }
    to_.cells[at_.at(prefix + "minutes/total")].follows = at_.at(prefix + "sessions/held");
    relate(prefix);
  }
  /// Adds that what `all` has is the sum of what the groups have.
  void add_up(const std::string& period, const std::string& name) {
    Sum sum;
    if (const auto all = at_.find(period + "/all/" + name); all != at_.end()) sum.terms.push_back({all->second, -1});
    for (const auto& worker : to_.workers)
      if (const auto part = at_.find(period + "/" + worker + "/" + name); part != at_.end())
        sum.terms.push_back({part->second, 1});
    to_.sums.push_back(sum);
  }
  /// Adds that persons are counted once each: in all no more than in the groups together, and in no group more than in
  /// all.
  void unite(const std::string& period, const std::string& name, const std::string& except = "") {
    const auto terms = [&](const std::string& group, int factor) {
      std::vector<Summand> some{{at_.at(period + "/" + group + "/" + name), factor}};
      if (!except.empty()) some.push_back({at_.at(period + "/" + group + "/" + except), -factor});
      return some;
    };
    Sum together{terms("all", -1)};
    for (const auto& worker : to_.workers) {
      const auto more = terms(worker, 1);
      together.terms.insert(together.terms.end(), more.begin(), more.end());
      Sum in_all{terms("all", 1)};
      const auto less = terms(worker, -1);
      in_all.terms.insert(in_all.terms.end(), less.begin(), less.end());
      add_rest(std::move(in_all));
    }
    add_rest(std::move(together));
  }
  void same(const std::string& one, const std::string& other) {
    to_.sums.push_back({{{at_.at(one), 1}, {at_.at(other), -1}}});
  }
  void strip(const std::string& prefix, const std::string& before, const Numbers& numbers) {
    for (const auto* name : {"cases/opened", "cases/closed", "cases/open_at_end"})
      to_.cells[add_cell(prefix + name, numbers.at(name), Cell::Sort::count)].cost = 9;
    const auto reopened = add_cell("", numbers.at("cases/reopened"), Cell::Sort::unprinted);
    const auto refused = add_cell("", numbers.at("cases/refused"), Cell::Sort::unprinted);
    if (before.empty()) return;
    to_.sums.push_back({{{at_.at(before + "cases/open_at_end"), 1},
                         {at_.at(prefix + "cases/opened"), 1},
                         {at_.at(prefix + "cases/closed"), -1},
                         {at_.at(prefix + "cases/open_at_end"), -1},
                         {reopened, 1},
                         {refused, -1}}});
  }

 private:
  std::size_t add_cell(const std::string& name, std::int64_t value, Cell::Sort sort) {
    to_.cells.push_back({value, sort, std::nullopt, 1});
    to_.names.push_back(name);
    if (!name.empty()) at_[name] = to_.cells.size() - 1;
    return to_.cells.size() - 1;
  }
  /// Adds that the total is what all those with the prefix make together.
  void add_parts(const std::string& total, const std::string& parts) {
    Sum sum{{{at_.at(total), -1}}};
    for (auto i = at_.lower_bound(parts); i != at_.end() && i->first.starts_with(parts); ++i)
      sum.terms.push_back({i->second, 1});
    to_.sums.push_back(sum);
  }
  /// Adds that what these terms leave is not negative.
  void add_rest(Sum sum) {
    std::int64_t rest = 0;
    for (const auto& [cell, factor] : sum.terms) rest += factor * to_.cells[cell].value;
    sum.terms.push_back({add_cell("", rest, Cell::Sort::unprinted), -1});
    to_.sums.push_back(std::move(sum));
  }
  void at_most(const std::string& whole, const std::vector<std::string>& parts) {
    Sum sum{{{at_.at(whole), 1}}};
    for (const auto& part : parts) sum.terms.push_back({at_.at(part), -1});
    add_rest(std::move(sum));
  }
  void relate(const std::string& p) {
    to_.sums.push_back({{{at_.at(p + "cases/open_at_start"), 1},
                         {at_.at(p + "cases/opened"), 1},
                         {at_.at(p + "cases/reopened"), 1},
                         {at_.at(p + "cases/closed"), -1},
                         {at_.at(p + "cases/refused"), -1},
                         {at_.at(p + "cases/transferred_in"), 1},
                         {at_.at(p + "cases/transferred_out"), -1},
                         {at_.at(p + "cases/open_at_end"), -1}}});
    for (const auto* map : intake_names) add_parts(p + "cases/opened", p + "intake/" + map + "/");
    add_parts(p + "cases/refused", p + "refusals/");
    add_parts(p + "cases/closed", p + "closures/ground/");
    add_parts(p + "cases/closed", p + "closures/days/");
    same(p + "no_show/missed", p + "sessions/missed");
    to_.sums.push_back({{{at_.at(p + "no_show/expected"), -1},
                         {at_.at(p + "sessions/held"), 1},
                         {at_.at(p + "sessions/turned_away"), 1},
                         {at_.at(p + "sessions/missed"), 1},
                         {at_.at(p + "sessions/excused"), 1}}});
    at_most(p + "sessions/held", {p + "clients/distinct"});
    at_most(p + "clients/distinct", {p + "clients/families"});
    at_most(p + "cases/opened", {p + "clients/new", p + "clients/returning"});
    at_most(p + "cases/open_at_end", {p + "reviews/due"});
    at_most(p + "cases/closed", {p + "closures/under_review_after"});
    at_most(p + "cases/closed", {p + "first_aid/closed"});
    for (const auto* map : {"first_aid/contents/", "first_aid/goals/"})
      for (auto i = at_.lower_bound(p + map); i != at_.end() && i->first.starts_with(p + map); ++i)
        at_most(p + "first_aid/closed", {i->first});
    if (at_.contains(p + "flags/review-due")) same(p + "reviews/due", p + "flags/review-due");
  }

  SampleReport& to_;
  std::map<std::string, std::size_t> at_;
};

}  // namespace

SampleReport sample_report(unsigned seed, int workers, double opened) {
  Chance chance(seed);
  std::vector<Course> courses;
  for (int day = 0; day < last_day; ++day)
    for (int worker = 0; worker < workers; ++worker)
      for (auto n = chance.about(opened / month); n > 0; --n) courses.push_back(a_course(chance, day, worker, workers));

  const auto numbers_of = [&](const Period& period, int group) {
    Tally tally(period, group);
    for (const auto& c : courses) tally.add(c);
    tally.finish();
    return std::move(tally.numbers);
  };
  const auto nth_month = [](const std::string& name, int n) { return Period{name, n * month, (n + 1) * month - 1}; };

  SampleReport report;
  for (int i = 0; i < workers; ++i) report.workers.push_back("w" + std::to_string(i));
  Builder builder(report);
  for (const auto& period :
       {nth_month("current", months - 1), nth_month("previous", months - 2), nth_month("year_before", months - 13)}) {
    const auto all = numbers_of(period, -1);
    builder.add(period.name + "/all/", all, true);
    for (int i = 0; i < workers; ++i)
      builder.add(period.name + "/w" + std::to_string(i) + "/", numbers_of(period, i), false);
    for (const auto& [name, value] : all)
      if (!name.starts_with("cases/transferred") && name != "clients/distinct" && name != "clients/families")
        builder.add_up(period.name, name);
    builder.unite(period.name, "clients/distinct");
    builder.unite(period.name, "clients/families");
    builder.unite(period.name, "clients/distinct", "clients/families");
  }
  for (const auto& group : report.workers)
    builder.same("previous/" + group + "/cases/open_at_end", "current/" + group + "/cases/open_at_start");
  builder.same("previous/all/cases/open_at_end", "current/all/cases/open_at_start");
  std::string before;
  for (int i = 11; i >= 0; --i) {
    const auto prefix = "strip/" + std::to_string(11 - i) + "/";
    builder.strip(prefix, before, numbers_of(nth_month("", months - 1 - i), -1));
    before = prefix;
  }
  for (const auto* name : {"cases/opened", "cases/closed", "cases/open_at_end"}) {
    builder.same(std::string("strip/11/") + name, std::string("current/all/") + name);
    builder.same(std::string("strip/10/") + name, std::string("previous/all/") + name);
  }
  return report;
}

}  // namespace psp::tests
