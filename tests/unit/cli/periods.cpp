#include "test.h"

#include "cli/dates.h"
#include "i18n/tr.h"

using namespace psp;
using namespace psp::cli;

namespace {

constexpr Date day_of_asking{2026, 11, 23};

/// Returns the period as psp writes it, then its days; or the message.
std::string period(std::string_view text, Date today = day_of_asking) {
  const auto parsed = parse_period(text, today);
  if (const auto* wrong = std::get_if<Message>(&parsed)) return i18n::tr(Language::en, *wrong);
  const auto& p = std::get<report::Period>(parsed);
  return report::to_text(p) + ": " + to_text(p.from) + " to " + to_text(p.to);
}

std::string no_period(std::string_view text) {
  return "\"" + std::string(text) +
         "\" is no period: write a month (2026-10), a quarter (2026-Q3), a year (2026), last-month, or from..to "
         "(2026-01-01..2026-06-30)";
}
std::string no_year(std::string_view text) {
  return "there is no report for the year " + std::string(text) +
         ": write a year from 1900 to 9900, with its four digits";
}

}  // namespace

TEST_CASE("months, quarters and years as numbers") {
  CHECK(period("2026-10") == "2026-10: 2026-10-01 to 2026-10-31");
  CHECK(period("2028-02") == "2028-02: 2028-02-01 to 2028-02-29");
  CHECK(period("2026-Q1") == "2026-Q1: 2026-01-01 to 2026-03-31");
  CHECK(period("2026-q4") == "2026-Q4: 2026-10-01 to 2026-12-31");
  CHECK(period("2026") == "2026: 2026-01-01 to 2026-12-31");
  CHECK(period("1900") == "1900: 1900-01-01 to 1900-12-31");
  CHECK(period("9900-12") == "9900-12: 9900-12-01 to 9900-12-31");
}

TEST_CASE("words for periods") {
  CHECK(period("this-month") == "2026-11: 2026-11-01 to 2026-11-30");
  CHECK(period("last-month") == "2026-10: 2026-10-01 to 2026-10-31");
  CHECK(period("this-quarter") == "2026-Q4: 2026-10-01 to 2026-12-31");
  CHECK(period("last-quarter") == "2026-Q3: 2026-07-01 to 2026-09-30");
  CHECK(period("this-year") == "2026: 2026-01-01 to 2026-12-31");
  CHECK(period("last-year") == "2025: 2025-01-01 to 2025-12-31");
  CHECK(period("last-month", {2026, 1, 31}) == "2025-12: 2025-12-01 to 2025-12-31");
  CHECK(period("last-quarter", {2026, 3, 31}) == "2025-Q4: 2025-10-01 to 2025-12-31");
}

TEST_CASE("from a day to a day, and from a period to a period") {
  CHECK(period("2026-01-01..2026-06-30") == "2026-01-01..2026-06-30: 2026-01-01 to 2026-06-30");
  CHECK(period("1.1.2026..30.6.2026") == "2026-01-01..2026-06-30: 2026-01-01 to 2026-06-30");
  CHECK(period("2026-01..2026-06") == "2026-01-01..2026-06-30: 2026-01-01 to 2026-06-30");
  CHECK(period("2025..2026-Q1") == "2025-01-01..2026-03-31: 2025-01-01 to 2026-03-31");
  CHECK(period("2026-11..today") == "2026-11-01..2026-11-23: 2026-11-01 to 2026-11-23");
  CHECK(period("2026-10-05") == "2026-10-05..2026-10-05: 2026-10-05 to 2026-10-05");
  CHECK(period("5.10.2026..5.10.2026") == "2026-10-05..2026-10-05: 2026-10-05 to 2026-10-05");
  CHECK(period("1927..2026") == "1927-01-01..2026-12-31: 1927-01-01 to 2026-12-31");
}

TEST_CASE("what does not exist is told as that") {
  CHECK(period("2026-13") == "there is no month 2026-13: a year has 01 to 12");
  CHECK(period("2026-00") == "there is no month 2026-00: a year has 01 to 12");
  CHECK(period("2026-Q5") == "there is no quarter 2026-Q5: a year has Q1 to Q4");
  CHECK(period("2026-Q0") == "there is no quarter 2026-Q0: a year has Q1 to Q4");
  CHECK(period("2026-02-30") == "there is no day 2026-02-30");
  CHECK(period("30.2.2026") == "there is no day 30.2.2026");
  CHECK(period("2026-02-01..2026-02-29") == "there is no day 2026-02-29");
  CHECK(period("2026-04-31..2026-05-31") == "there is no day 2026-04-31");
  CHECK(period("1.10.26..31.10.26") == "\"1.10.26\": write the year with four digits");
}

TEST_CASE("years are of four digits, from 1900 to 9900") {
  for (const auto* text : {"99999", "26", "202", "1899", "9901", "0000", "123456789012345678901234567890"})
    CHECK(period(text) == no_year(text));
  CHECK(period("1899-12") == no_year("1899"));
  CHECK(period("0001-01-01") == no_year("0001"));
  CHECK(period("1.1.1850..1.1.1851") == no_year("1850"));
  CHECK(period("2026..99999") == no_year("99999"));
}

TEST_CASE("a period ends after it begins, and is no longer than 100 years") {
  CHECK(period("2026-06-30..2026-01-01") ==
        "the period 2026-06-30..2026-01-01 ends before it begins: 2026-01-01 comes before 2026-06-30");
  CHECK(period("2026-10..2026-09") ==
        "the period 2026-10..2026-09 ends before it begins: 2026-09-30 comes before 2026-10-01");
  CHECK(period("1900..2026") == "the period 1900..2026 is too long: a report is of 100 years at most");
}

TEST_CASE("anything else is no period") {
  for (const auto* text :
       {"",        "..",      "2026-10..", "..2026-10", "october", "last month", "Last-Month",
        "2026-1",  "2026-Q",  "2026-1Q",   "2026-+1",   "2026--1", "2026-Qx",    "2026-xx",
        "2026/10", "10.2026", "10/2026",   "2026-10-",  "2026 10", "x",          "2026-10..2026-11..2026-12",
        "mon",     "-5"}) {
    INFO(text);
    const auto parsed = parse_period(text, day_of_asking);
    REQUIRE(std::holds_alternative<Message>(parsed));
  }
  CHECK(period("october") == no_period("october"));
  CHECK(period("10.2026") == no_period("10.2026"));
  CHECK(period("2026-10..") == no_period("2026-10.."));
  CHECK(period("") == no_period(""));
}
