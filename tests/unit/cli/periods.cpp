#include "test.h"

#include "cli/periods.h"
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
         "\" is no period: write a month (2026-10, october), a quarter (2026-Q3), a year (2026), last month, last week, or "
         "from..to (2026-01-01..2026-06-30)";
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

TEST_CASE("a week or a quarter by its number is the latest that has begun") {
  for (const auto* text : {"w48", "week 48", "48. teden", "48. nedēļa", "week 48 2026", "teden 48"})
    CHECK(period(text) == "2026-W48: 2026-11-23 to 2026-11-29");
  CHECK(period("49. teden") == "2025-W49: 2025-12-01 to 2025-12-07");
  for (const auto* text : {"q3", "quarter 3", "3. četrtletje", "3. ceturksnis", "3. četrtletje 2026"})
    CHECK(period(text) == "2026-Q3: 2026-07-01 to 2026-09-30");
  CHECK(period("q4", {2026, 9, 30}) == "2025-Q4: 2025-10-01 to 2025-12-31");
  CHECK(period("week 53 2025") == "there is no week 53: 2025 has 1 to 52");
  CHECK(period("w53", {2026, 11, 30}) == "2020-W53: 2020-12-28 to 2021-01-03");
  CHECK(period("week 60") == "there is no week 60: 2026 has 1 to 53");
  CHECK(period("q1 0000") == no_year("0000"));
  for (const auto* text : {"2 weeks", "3 tedne", "2 quarters", "1 week"}) CHECK(period(text) == no_period(text));
  CHECK(period("5. ceturksnis") == "there is no quarter 5: a year has Q1 to Q4");
  CHECK(period("zadnji mesec") == "2026-10: 2026-10-01 to 2026-10-31");
}

TEST_CASE("a month by its name is the nearest that has begun") {
  for (const auto* text : {"october",
                           "October",
                           "oct",
                           "oktober",
                           "oktobra",
                           "v oktobru",
                           "okt.",
                           "oktobris",
                           "oktobrī",
                           "october 2026",
                           "oktober 2026",
                           "oct 2026",
                           "oktobra 2026",
                           "2026. gada oktobris",
                           "2026. gada oktobrī",
                           "2026 oktobris",
                           "10/2026",
                           "10.2026",
                           "10. 2026",
                           "10.2026."}) {
    INFO(text);
    CHECK(period(text) == "2026-10: 2026-10-01 to 2026-10-31");
  }
  CHECK(period("november") == "2026-11: 2026-11-01 to 2026-11-30");
  CHECK(period("december") == "2025-12: 2025-12-01 to 2025-12-31");
  CHECK(period("december", {2026, 12, 1}) == "2026-12: 2026-12-01 to 2026-12-31");
  CHECK(period("december", {2027, 1, 31}) == "2026-12: 2026-12-01 to 2026-12-31");
  CHECK(period("1/2027") == "2027-01: 2027-01-01 to 2027-01-31");
  CHECK(period("maj") == "2026-05: 2026-05-01 to 2026-05-31");
  CHECK(period("13/2026") == "there is no month 13/2026: a year has 01 to 12");
  CHECK(period("october 1899") == no_year("1899"));
}

TEST_CASE("weeks, by their number and by words") {
  CHECK(period("2026-W48") == "2026-W48: 2026-11-23 to 2026-11-29");
  CHECK(period("2026-w48") == "2026-W48: 2026-11-23 to 2026-11-29");
  CHECK(period("2026-W5") == "2026-W05: 2026-01-26 to 2026-02-01");
  CHECK(period("2026-W01") == "2026-W01: 2025-12-29 to 2026-01-04");
  CHECK(period("2026-W53") == "2026-W53: 2026-12-28 to 2027-01-03");
  CHECK(period("2027-W53") == "there is no week 2027-W53: 2027 has 1 to 52");
  CHECK(period("2026-W0") == "there is no week 2026-W0: 2026 has 1 to 53");
  for (const auto* text :
       {"this week", "this-week", "ta teden", "v tem tednu", "šī nedēļa", "šo nedēļu", "šajā nedēļā", "šonedēļ"}) {
    INFO(text);
    CHECK(period(text) == "2026-W48: 2026-11-23 to 2026-11-29");
  }
  for (const auto* text : {"last week", "last-week", "prejšnji teden", "pretekli teden", "v prejšnjem tednu",
                           "pagājušā nedēļa", "pagājušo nedēļu", "pagājušajā nedēļā", "pagājušonedēļ"}) {
    INFO(text);
    CHECK(period(text) == "2026-W47: 2026-11-16 to 2026-11-22");
  }
  CHECK(period("last week", {2027, 1, 5}) == "2026-W53: 2026-12-28 to 2027-01-03");
}

TEST_CASE("this and last in three languages") {
  struct Row {
    std::string_view days;
    std::vector<std::string_view> said;
  };
  const std::vector<Row> rows{
      {"2026-11: 2026-11-01 to 2026-11-30",
       {"this month", "This-Month", "ta mesec", "v tem mesecu", "šis mēnesis", "šajā mēnesī", "šomēnes"}},
      {"2026-10: 2026-10-01 to 2026-10-31",
       {"last month", "Last-Month", "prejšnji mesec", "prejšnjega meseca", "v preteklem mesecu", "pagājušais mēnesis",
        "pagājušo mēnesi", "pagājušajā mēnesī", "pagājušomēnes"}},
      {"2026-Q4: 2026-10-01 to 2026-12-31", {"this quarter", "to četrtletje", "ta kvartal", "šis ceturksnis"}},
      {"2026-Q3: 2026-07-01 to 2026-09-30",
       {"last quarter", "prejšnje četrtletje", "prejšnji kvartal", "pagājušais ceturksnis", "pagājušajā ceturksnī"}},
      {"2026: 2026-01-01 to 2026-12-31", {"this year", "to leto", "letos", "šis gads", "šogad", "šajā gadā"}},
      {"2025: 2025-01-01 to 2025-12-31",
       {"last year", "prejšnje leto", "preteklo leto", "lani", "pagājušais gads", "pagājušajā gadā", "pērn",
        "pagājušogad"}}};
  for (const auto& row : rows)
    for (const auto text : row.said) {
      INFO(text);
      CHECK(period(text) == row.days);
    }
}

TEST_CASE("what psp writes of a period reads as the same on any day") {
  for (const auto* text : {"october", "last week", "2026-W01", "2026-q3", "lani", "10/2026", "9.11.", "mon",
                           "last-month..today", "2026-W53", "1900", "9900-12"}) {
    const auto asked = std::get<report::Period>(parse_period(text, day_of_asking));
    for (const Date later : {day_of_asking, day_of_asking + 400, Date{2031, 2, 3}}) {
      INFO(text);
      const auto again = parse_period(report::to_text(asked), later);
      REQUIRE(std::holds_alternative<report::Period>(again));
      CHECK(std::get<report::Period>(again).from == asked.from);
      CHECK(std::get<report::Period>(again).to == asked.to);
      CHECK(report::to_text(std::get<report::Period>(again)) == report::to_text(asked));
    }
  }
}

TEST_CASE("from a day to a day, and from a period to a period") {
  CHECK(period("2026-01-01..2026-06-30") == "2026-01-01..2026-06-30: 2026-01-01 to 2026-06-30");
  CHECK(period("1.1.2026..30.6.2026") == "2026-01-01..2026-06-30: 2026-01-01 to 2026-06-30");
  CHECK(period("2026-01..2026-06") == "2026-01-01..2026-06-30: 2026-01-01 to 2026-06-30");
  CHECK(period("2025..2026-Q1") == "2025-01-01..2026-03-31: 2025-01-01 to 2026-03-31");
  CHECK(period("1. 10. 2026 .. 31. 10. 2026") == "2026-10-01..2026-10-31: 2026-10-01 to 2026-10-31");
  CHECK(period("1.10...31.10.") == "2026-10-01..2026-10-31: 2026-10-01 to 2026-10-31");
  CHECK(period("september..october") == "2026-09-01..2026-10-31: 2026-09-01 to 2026-10-31");
  CHECK(period("last week..today") == "2026-11-16..2026-11-23: 2026-11-16 to 2026-11-23");
  CHECK(period("9. november") == "2026-11-09..2026-11-09: 2026-11-09 to 2026-11-09");
  CHECK(period("mon") == "2026-11-23..2026-11-23: 2026-11-23 to 2026-11-23");
  CHECK(period("tue") == "2026-11-17..2026-11-17: 2026-11-17 to 2026-11-17");
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
  for (const auto* text : {"",
                           "..",
                           "2026-10..",
                           "..2026-10",
                           "2026-1",
                           "2026-Q",
                           "2026-1Q",
                           "2026-+1",
                           "2026--1",
                           "2026-Qx",
                           "2026-xx",
                           "2026/10",
                           "2026-10-",
                           "2026 10",
                           "x",
                           "-5",
                           "2026-10..2026-11..2026-12",
                           "2026-W",
                           "2026-Wx",
                           "2026-W048",
                           "week",
                           "month",
                           "last",
                           "this",
                           "last day",
                           "ta torek teden",
                           "next week",
                           "next month",
                           "naslednji teden",
                           "nedeļ",
                           "oktob",
                           "october 20266",
                           "1/2026/3",
                           "2026-10 2026-11",
                           "octobers"}) {
    INFO(text);
    const auto parsed = parse_period(text, day_of_asking);
    REQUIRE(std::holds_alternative<Message>(parsed));
  }
  for (const auto* text : {"oktob", "2026-10..", "", "last day", "next week", "2026/10", "2026-10 2026-11"})
    CHECK(period(text) == no_period(text));
  CHECK(period("9/11") == "\"9/11\" may be 2026-11-09 or 2026-09-11: write the one that is meant");
  CHECK(period("31. november") == "there is no day 31. november");
}
