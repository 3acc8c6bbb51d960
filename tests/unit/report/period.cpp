#include "test.h"

#include "report/period.h"

using namespace psp;
using namespace psp::report;

namespace {

std::string days(const Period& p) { return psp::to_text(p.from) + ".." + psp::to_text(p.to); }
Period range(Date from, Date to) { return {from, to, Span::days}; }

}  // namespace

TEST_CASE("a month, a quarter and a year go from their first to their last day") {
  CHECK(days(month_of({2026, 1, 31})) == "2026-01-01..2026-01-31");
  CHECK(days(month_of({2026, 4, 1})) == "2026-04-01..2026-04-30");
  CHECK(days(month_of({2026, 2, 14})) == "2026-02-01..2026-02-28");
  CHECK(days(month_of({2028, 2, 14})) == "2028-02-01..2028-02-29");
  CHECK(days(month_of({2100, 2, 14})) == "2100-02-01..2100-02-28");
  CHECK(days(month_of({2026, 12, 31})) == "2026-12-01..2026-12-31");
  CHECK(days(quarter_of({2026, 1, 1})) == "2026-01-01..2026-03-31");
  CHECK(days(quarter_of({2026, 6, 30})) == "2026-04-01..2026-06-30");
  CHECK(days(quarter_of({2026, 7, 1})) == "2026-07-01..2026-09-30");
  CHECK(days(quarter_of({2026, 12, 31})) == "2026-10-01..2026-12-31");
  CHECK(days(year_of({2028, 2, 29})) == "2028-01-01..2028-12-31");
}

TEST_CASE("periods are written as they are given") {
  CHECK(to_text(month_of({2026, 9, 5})) == "2026-09");
  CHECK(to_text(quarter_of({2026, 9, 5})) == "2026-Q3");
  CHECK(to_text(quarter_of({2026, 12, 5})) == "2026-Q4");
  CHECK(to_text(year_of({2026, 9, 5})) == "2026");
  CHECK(to_text(range({2026, 1, 1}, {2026, 6, 30})) == "2026-01-01..2026-06-30");
}

TEST_CASE("the period before is the month before a month, and as many days before any other days") {
  CHECK(days(before(month_of({2026, 3, 1}))) == "2026-02-01..2026-02-28");
  CHECK(days(before(month_of({2028, 3, 1}))) == "2028-02-01..2028-02-29");
  CHECK(days(before(month_of({2026, 1, 1}))) == "2025-12-01..2025-12-31");
  CHECK(days(before(quarter_of({2026, 1, 1}))) == "2025-10-01..2025-12-31");
  CHECK(days(before(year_of({2026, 1, 1}))) == "2025-01-01..2025-12-31");
  CHECK(to_text(before(quarter_of({2026, 1, 1}))) == "2025-Q4");
  CHECK(days(before(range({2026, 3, 1}, {2026, 3, 10}))) == "2026-02-19..2026-02-28");
  CHECK(days(before(range({2026, 3, 1}, {2026, 3, 31}))) == "2026-01-29..2026-02-28");
  CHECK(days(before(range({2026, 1, 1}, {2026, 1, 1}))) == "2025-12-31..2025-12-31");
}

TEST_CASE("the same period a year earlier, to its own last day") {
  CHECK(days(year_earlier(month_of({2029, 2, 1}))) == "2028-02-01..2028-02-29");
  CHECK(days(year_earlier(month_of({2028, 2, 1}))) == "2027-02-01..2027-02-28");
  CHECK(days(year_earlier(quarter_of({2028, 2, 1}))) == "2027-01-01..2027-03-31");
  CHECK(days(year_earlier(year_of({2028, 2, 1}))) == "2027-01-01..2027-12-31");
  CHECK(to_text(year_earlier(quarter_of({2028, 2, 1}))) == "2027-Q1");
  CHECK(days(year_earlier(range({2028, 2, 29}, {2028, 3, 15}))) == "2027-02-28..2027-03-15");
  CHECK(days(year_earlier(range({2029, 2, 28}, {2029, 2, 28}))) == "2028-02-28..2028-02-28");
}

TEST_CASE("weeks begin on Monday, and are numbered by ISO 8601") {
  CHECK(days(week_of(Date{2026, 11, 29})) == "2026-11-23..2026-11-29");
  CHECK(days(week_of(Date{2027, 1, 1})) == "2026-12-28..2027-01-03");
  CHECK(to_text(week_of(Date{2027, 1, 1})) == "2026-W53");
  CHECK(to_text(week_of(Date{2025, 12, 29})) == "2026-W01");
  CHECK(days(week_of(IsoWeek{2026, 1})) == "2025-12-29..2026-01-04");
  CHECK(weeks_in(2026) == 53);
  CHECK(weeks_in(2027) == 52);
  CHECK(to_text(before(week_of(IsoWeek{2026, 48}))) == "2026-W47");
  CHECK(to_text(before(week_of(IsoWeek{2027, 1}))) == "2026-W53");
  CHECK(to_text(year_earlier(week_of(IsoWeek{2026, 48}))) == "2025-W48");
  CHECK(to_text(year_earlier(week_of(IsoWeek{2026, 53}))) == "2025-W52");
  CHECK(days(year_earlier(week_of(IsoWeek{2026, 48}))) == "2025-11-24..2025-11-30");
}

TEST_CASE("a period has its first and its last day") {
  const auto october = month_of({2026, 10, 1});
  CHECK_FALSE(october.has({2026, 9, 30}));
  CHECK(october.has({2026, 10, 1}));
  CHECK(october.has({2026, 10, 31}));
  CHECK_FALSE(october.has({2026, 11, 1}));
}

TEST_CASE("the last months, over the turn of the year") {
  std::string all;
  for (const auto& month : months_until({2026, 3, 31}, 5)) all += to_text(month) + " ";
  CHECK(all == "2025-11 2025-12 2026-01 2026-02 2026-03 ");
}
