// Civil dates, local times and recorded moments. No clock and no time zone: what is written is what is meant.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace psp {

struct Date {
  int year = 0, month = 0, day = 0;
  auto operator<=>(const Date&) const = default;
};

/// A time on the office's own clock, to the second.
struct LocalTime {
  Date date;
  int hour = 0, minute = 0, second = 0;
  auto operator<=>(const LocalTime&) const = default;
};

/// When a record was written down: the office's clock and its distance from UTC, in minutes east.
struct Moment {
  LocalTime local;
  int offset = 0;
  bool operator==(const Moment&) const = default;
};

/// True for a date of the Gregorian calendar between the years 1 and 9999.
bool exists(Date);
/// True for an existing date with a time from 00:00:00 to 23:59:59.
bool exists(const LocalTime&);

/// Days since 1970-01-01, negative before it. The date must exist.
int day_number(Date);
Date from_day_number(int days);

Date operator+(Date, int days);
int operator-(Date later, Date earlier);
/// The same day so many years on; 29 February becomes 28 February where it must.
Date plus_years(Date, int years);
/// The same day so many months on; a day that the month lacks becomes its last.
Date plus_months(Date, int months);
/// 1 is Monday, 7 is Sunday.
int weekday(Date);

/// Seconds since 1970-01-01T00:00:00Z.
long long instant(const Moment&);

/// The same moment on a clock in UTC.
LocalTime in_utc(const Moment&);

/// The moment one second later.
Moment next_second(const Moment&);

/// `2026-03-09`, `2026-03-09T10:00:00`, `2026-03-09T10:00:00+02:00`.
std::string to_text(Date);
std::string to_text(const LocalTime&);
std::string to_text(const Moment&);

/// For people: `2026-03-09 10:00`.
std::string short_text(const LocalTime&);

/// Strict ISO 8601 of the three forms above (a `Z` and seconds left out are taken as well);
/// nothing where the text is not one or the date does not exist.
std::optional<Date> parse_date(std::string_view);
std::optional<LocalTime> parse_local_time(std::string_view);
std::optional<Moment> parse_moment(std::string_view);

}  // namespace psp
