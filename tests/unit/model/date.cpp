#include "test.h"

#include "model/date.h"

using namespace psp;

TEST_CASE("a date is four digits, two and two, and a day of the calendar") {
  for (const auto* text : {"2026-03-09", "0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29"}) {
    INFO(text);
    const auto d = parse_date(text);
    REQUIRE(d.has_value());
    CHECK(to_text(*d) == text);
  }
  for (const auto* text : {"", "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00",
                           "0000-01-01", "2026-3-9", "26-03-09", "2026/03/09", "2026-03-09 ", " 2026-03-09",
                           "2026-03-09T", "20260309", "-026-03-09", "+026-03-09", "2026-03-+9", "12026-03-09"}) {
    INFO(text);
    CHECK_FALSE(parse_date(text).has_value());
  }
}

TEST_CASE("a local time is a date and a time of day, without a zone") {
  CHECK(to_text(parse_local_time("2026-03-09T10:00:05").value()) == "2026-03-09T10:00:05");
  CHECK(to_text(parse_local_time("2026-03-09T10:00").value()) == "2026-03-09T10:00:00");
  CHECK(to_text(parse_local_time("2026-03-09 23:59:59").value()) == "2026-03-09T23:59:59");
  CHECK(short_text(parse_local_time("2026-03-09T09:05:33").value()) == "2026-03-09 09:05");
  for (const auto* text : {"2026-03-09", "2026-03-09T10", "2026-03-09T24:00", "2026-03-09T10:60", "2026-03-09T10:00:60",
                           "2026-03-09T10:00:", "2026-03-09T10:00:00Z", "2026-03-09T10:00:00+02:00", "2026-02-30T10:00",
                           "2026-03-09t10:00", "2026-03-09T9:00", "2026-03-09T10:00:00.5"}) {
    INFO(text);
    CHECK_FALSE(parse_local_time(text).has_value());
  }
}

TEST_CASE("a moment is a local time with its distance from UTC") {
  CHECK(to_text(parse_moment("2026-03-09T10:00:00+02:00").value()) == "2026-03-09T10:00:00+02:00");
  CHECK(to_text(parse_moment("2026-03-09T10:00:00-03:30").value()) == "2026-03-09T10:00:00-03:30");
  CHECK(to_text(parse_moment("2026-03-09T10:00:00-00:30").value()) == "2026-03-09T10:00:00-00:30");
  CHECK(to_text(parse_moment("2026-03-09T10:00Z").value()) == "2026-03-09T10:00:00+00:00");
  CHECK(parse_moment("2026-03-09T10:00:00-03:30")->offset == -210);
  for (const auto* text : {"2026-03-09T10:00:00", "2026-03-09T10:00:00+2:00", "2026-03-09T10:00:00+24:00",
                           "2026-03-09T10:00:00+02:60", "2026-03-09T10:00:00+0200", "2026-03-09T10:00:00+02:00 ",
                           "2026-03-09T10:00:00ZZ", "2026-03-09T10:00:00z", "2026-03-09Z"}) {
    INFO(text);
    CHECK_FALSE(parse_moment(text).has_value());
  }
}

TEST_CASE("days are numbered without gaps, and weekdays follow one another") {
  CHECK(day_number({1970, 1, 1}) == 0);
  CHECK(day_number({1969, 12, 31}) == -1);
  CHECK(day_number({2000, 3, 1}) == 11017);
  CHECK(weekday({1970, 1, 1}) == 4);
  CHECK(weekday({2026, 11, 23}) == 1);
  CHECK(weekday({2026, 11, 29}) == 7);
  const int last = day_number({2104, 12, 31});
  Date before = from_day_number(day_number({1896, 1, 1}) - 1);
  for (int n = day_number({1896, 1, 1}); n <= last; ++n) {
    const auto d = from_day_number(n);
    // One comparison for each day is enough: Catch2 would take most of the time for more.
    if (!exists(d) || day_number(d) != n || d <= before || before + 1 != d || d - before != 1 ||
        weekday(d) != weekday(before) % 7 + 1 || parse_date(to_text(d)) != d)
      FAIL(to_text(d));
    before = d;
  }
}

TEST_CASE("months and years are added by the calendar, and a day that the month lacks becomes its last") {
  CHECK(plus_months({2026, 1, 31}, 1) == Date{2026, 2, 28});
  CHECK(plus_months({2024, 1, 31}, 1) == Date{2024, 2, 29});
  CHECK(plus_months({2026, 3, 31}, -1) == Date{2026, 2, 28});
  CHECK(plus_months({2026, 5, 31}, 1) == Date{2026, 6, 30});
  CHECK(plus_months({2026, 12, 15}, 1) == Date{2027, 1, 15});
  CHECK(plus_months({2026, 1, 15}, -13) == Date{2024, 12, 15});
  CHECK(plus_months({2026, 1, 31}, 0) == Date{2026, 1, 31});
  CHECK(plus_years({2024, 2, 29}, 1) == Date{2025, 2, 28});
  CHECK(plus_years({2024, 2, 29}, 4) == Date{2028, 2, 29});
  CHECK(plus_years({2024, 2, 29}, -124) == Date{1900, 2, 28});
}

TEST_CASE("moments are compared as instants") {
  const auto at = [](const char* text) { return instant(parse_moment(text).value()); };
  CHECK(at("1970-01-01T00:00:00Z") == 0);
  CHECK(at("1969-12-31T23:59:59Z") == -1);
  CHECK(at("2026-03-09T10:00:00+02:00") == at("2026-03-09T08:00:00Z"));
  CHECK(at("2026-03-09T10:00:00+02:00") == at("2026-03-09T04:30:00-03:30"));
  CHECK(at("2026-03-09T00:30:00+02:00") == at("2026-03-08T22:30:00Z"));
  // This hour comes twice when summer time ends.
  CHECK(at("2026-10-25T02:30:00+02:00") + 3600 == at("2026-10-25T02:30:00+01:00"));
}

TEST_CASE("the next second goes over into minutes, hours, days and years, in the same zone") {
  const auto next = [](const char* text) { return to_text(next_second(parse_moment(text).value())); };
  CHECK(next("2026-03-09T10:00:00+02:00") == "2026-03-09T10:00:01+02:00");
  CHECK(next("2026-03-09T10:00:59+02:00") == "2026-03-09T10:01:00+02:00");
  CHECK(next("2026-03-09T10:59:59-03:30") == "2026-03-09T11:00:00-03:30");
  CHECK(next("2028-02-28T23:59:59+01:00") == "2028-02-29T00:00:00+01:00");
  CHECK(next("2026-12-31T23:59:59+01:00") == "2027-01-01T00:00:00+01:00");
}

TEST_CASE("a moment on a clock in UTC") {
  const auto utc = [](const char* text) { return to_text(in_utc(parse_moment(text).value())); };
  CHECK(utc("2026-11-23T08:30:15+01:00") == "2026-11-23T07:30:15");
  CHECK(utc("2026-11-23T00:30:00+01:00") == "2026-11-22T23:30:00");
  CHECK(utc("2026-12-31T21:45:00-03:30") == "2027-01-01T01:15:00");
  CHECK(utc("1969-12-31T23:59:59+00:00") == "1969-12-31T23:59:59");
  CHECK(utc("1970-01-01T00:00:00+00:00") == "1970-01-01T00:00:00");
}
