// The table of figures, ratios, caseload, and the sum of several ledgers.
#include "counting.h"

#include <set>

using namespace psp;
using namespace psp::tests;
using report::Ratio;
using report::ratio_text;

namespace {

/// Returns so many open cases of a worker, with ids from `first` on.
std::vector<std::string> open_cases(int cases, std::string_view worker, int first = 1) {
  std::vector<std::string> all;
  for (int n = 0; n < cases; ++n)
    all.push_back(fmt::format("case = \"2026-{:04}\"\nworker = \"{}\"\nopened = 2026-03-02", first + n, worker));
  return all;
}

std::string bins(const report::Caseload& load) {
  std::string text;
  const auto in_bin = load.in_bin().value();
  for (std::size_t i = 0; i < in_bin.size(); ++i) text += fmt::format("{}: {}  ", load.bins[i], in_bin[i]);
  return text;
}

}  // namespace

TEST_CASE("each figure stands in the table at its own place, under a name of its own") {
  std::set<std::string> names;
  for (const auto& row : report::figures()) {
    CHECK(&report::row_of(row.figure) == &row);
    if (row.sort == report::Sort::hidden) continue;
    INFO(report::figure_name(row));
    CHECK(names.insert(report::figure_name(row)).second);
    CHECK(report::section_title(row.section) != row.section);
    CHECK(row.over.has_value() == (row.sort == report::Sort::ratio));
    if (row.fixed) CHECK_FALSE(row.keys.empty());
  }
}

TEST_CASE("ratios are rounded to the nearest, and are none over 0") {
  CHECK(ratio_text({7, 92}, 4) == "0.0761");
  CHECK(ratio_text({1, 3}, 4) == "0.3333");
  CHECK(ratio_text({2, 3}, 4) == "0.6667");
  CHECK(ratio_text({0, 5}, 4) == "0.0000");
  CHECK(ratio_text({5, 5}, 4) == "1.0000");
  CHECK(ratio_text({1, 10}, 4) == "0.1000");
  CHECK(ratio_text({4010, 80}, 1) == "50.1");
  CHECK(ratio_text({1000000, 3}, 1) == "333333.3");
  // A tie goes to the even digit; 3/20 is none, for it lies a little below 0.15 in binary.
  CHECK(ratio_text({45, 4}, 1) == "11.2");
  CHECK(ratio_text({47, 4}, 1) == "11.8");
  CHECK(ratio_text({3, 20}, 1) == "0.1");
  CHECK(ratio_text({1, 2}, 0) == "0");
  CHECK(ratio_text({3, 2}, 0) == "2");
  CHECK(ratio_text({199, 20}, 1) == "9.9");
  CHECK(ratio_text({0, 0}, 1) == std::nullopt);
  CHECK(ratio_text({5, 0}, 1) == std::nullopt);
}

TEST_CASE("the keys of a figure: all where they are fixed, otherwise those that are there, known ones first") {
  const auto r = count({"opened = 2026-10-05\n[intake]\nroute = \"proposer\"",
                        "case = \"2026-0002\"\nopened = 2026-10-05\n[intake]\nroute = \"self\"",
                        "case = \"2026-0003\"\nopened = 2026-10-05"},
                       2026, 10);
  const std::array groups{&r.now.groups[0]};
  const auto keys = [&](Figure f) {
    return fmt::format("{}", fmt::join(report::keys_of(report::row_of(f), groups), " "));
  };
  CHECK(keys(Figure::route) == "self proposer ");
  CHECK(keys(Figure::eligibility) == "");
  CHECK(keys(Figure::grounds) == "");
  CHECK(keys(Figure::reviews) == "continue end");
  CHECK(keys(Figure::lengths) == "0-30 31-90 91-180 181+");
  CHECK(keys(Figure::sessions) == "held turned_away missed excused cancelled rescheduled planned unrecorded");
}

TEST_CASE("caseload: workers by how many cases they have at the end") {
  CHECK(bins(count({}, 2026, 10).now.caseload) == "0-9: 0  10-19: 0  20-29: 0  30+: 0  ");
  const auto bin = [](int cases) { return bins(count(open_cases(cases, "ana"), 2026, 10).now.caseload); };
  CHECK(bin(9) == "0-9: 1  10-19: 0  20-29: 0  30+: 0  ");
  CHECK(bin(10) == "0-9: 0  10-19: 1  20-29: 0  30+: 0  ");
  CHECK(bin(19) == "0-9: 0  10-19: 1  20-29: 0  30+: 0  ");
  CHECK(bin(20) == "0-9: 0  10-19: 0  20-29: 1  30+: 0  ");
  CHECK(bin(29) == "0-9: 0  10-19: 0  20-29: 1  30+: 0  ");
  CHECK(bin(30) == "0-9: 0  10-19: 0  20-29: 0  30+: 1  ");
}

TEST_CASE("caseload tells of the office's workers, of others who have a case, and of cases without one") {
  const auto office = office_of("format = 1\n[workers.ana]\n[workers.ben]\n");
  auto cases = open_cases(2, "ana");
  cases.push_back("case = \"2026-0003\"\nworker = \"zoe\"\nopened = 2026-03-02");
  cases.push_back("case = \"2026-0004\"\nworker = \"\"\nopened = 2026-03-02");
  cases.push_back(
      "case = \"2026-0005\"\nworker = \"eva\"\nopened = 2026-03-02\n[[closure]]\ndate = 2026-04-01\nground = \"died\"");
  const auto load = count(cases, asked(report::month_of({2026, 10, 1})), office).now.caseload;
  CHECK(load.workers == std::map<std::string, std::int64_t>{{"", 1}, {"ana", 2}, {"ben", 0}, {"zoe", 1}});
  CHECK(bins(load) == "0-9: 4  10-19: 0  20-29: 0  30+: 0  ");
}

TEST_CASE("a ratio is not to be had where one of its numbers is not to be seen, nor are the bins") {
  auto r = count({"opened = 2026-10-01\n[[session]]\nat = 2026-10-05T10:00:00\n[[attendance]]\noutcome = \"missed\""},
                 2026, 10);
  auto& group = r.now.groups[0];
  const auto& rate = report::row_of(Figure::no_show_rate);
  CHECK(ratio_text(report::ratio_of(group, rate), 4) == "1.0000");
  group.covered[{Figure::missed, ""}] = report::Shown::small;
  CHECK(ratio_text(report::ratio_of(group, rate), 4) == std::nullopt);
  group.covered = {{{Figure::sessions, "cancelled"}, report::Shown::hidden}};
  CHECK(ratio_text(report::ratio_of(group, rate), 4) == "1.0000");
  CHECK(ratio_text(report::ratio_of(group, report::row_of(Figure::minutes_mean)), 1) == std::nullopt);

  auto& load = r.now.caseload;
  CHECK(load.in_bin().has_value());
  load.covered["ana"] = report::Shown::hidden;
  CHECK_FALSE(load.in_bin().has_value());
  CHECK(load.seen("ana") == report::Shown::hidden);
  CHECK(load.seen("ben") == report::Shown::value);
}

TEST_CASE("in the sum of ledgers workers are each ledger's, and clients too unless they are the same in all") {
  const auto sum = [](bool same_clients) {
    auto question = asked(report::month_of({2026, 10, 1}), By::worker);
    question.same_clients = same_clients;
    report::Tally tally(question, {"north/ana", "south/ana"});
    const auto office = plain_office();
    const auto first =
        a_case("opened = 2026-10-05\n[[session]]\nat = 2026-10-06T10:00:00\n[[attendance]]\noutcome = \"attended\"");
    const auto second = a_case(
        "opened = 2026-10-07\n[[session]]\nat = 2026-10-08T10:00:00\n[[attendance]]\noutcome = \"attended\"\n[[transfer]]\ndate = 2026-10-09\nworker = \"eva\"");
    tally.add(share_in_sum(report::share_of(rules::whole_history(first), office, question), "north", question));
    tally.add(share_in_sum(report::share_of(rules::whole_history(second), office, question), "south", question));
    return tally.report("sum");
  };
  CHECK(told(sum(false), "cases") == "opened 2, open_at_end 2");
  CHECK(told(sum(false), "clients") == "distinct 2, new 2");
  CHECK(told(sum(true), "clients") == "distinct 1, new 1");
  CHECK(told(sum(true), "clients", "north/ana") == "distinct 1, new 1");
  CHECK(told(sum(true), "clients", "south/ana") == "distinct 1, returning 1");
  CHECK(told(sum(true), "cases", "south/ana") == "opened 1, transferred_out 1");
  CHECK(told(sum(true), "cases", "south/eva") == "transferred_in 1, open_at_end 1");
  CHECK(sum(true).now.caseload.workers ==
        std::map<std::string, std::int64_t>{{"north/ana", 1}, {"south/ana", 0}, {"south/eva", 1}});
}
