// Civil dates, local times and recorded moments, as they are written: no clock and no time zone is asked.
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

/// The first and the last day that a file can name.
inline constexpr Date first_date{1, 1, 1}, last_date{9999, 12, 31};

/// Returns true for a date of the Gregorian calendar from first_date to last_date.
bool exists(Date);
/// Returns true for an existing date with a time from 00:00:00 to 23:59:59; a leap second does not exist.
bool exists(const LocalTime&);

/// Returns the days since 1970-01-01, negative before it. The date must exist, here and below.
int day_number(Date);
Date from_day_number(int days);

Date operator+(Date, int days);
int operator-(Date later, Date earlier);
/// Returns the same day so many years later; 29 February becomes 28 February if the year has no 29th.
Date plus_years(Date, int years);
/// Returns the same day so many months later; a day that the month lacks becomes its last.
Date plus_months(Date, int months);
/// Returns 1 for Monday to 7 for Sunday (ISO 8601).
int weekday(Date);

/// Returns the seconds since 1970-01-01T00:00:00Z.
long long instant(const Moment&);
/// Returns what a clock in UTC shows at the moment.
LocalTime in_utc(const Moment&);
Moment next_second(const Moment&);

/// Return ISO 8601: `2026-03-09`, `2026-03-09T10:00:00`, `2026-03-09T10:00:00+02:00`.
std::string to_text(Date);
std::string to_text(const LocalTime&);
std::string to_text(const Moment&);

/// Returns the form for people: `2026-03-09 10:00`.
std::string short_text(const LocalTime&);

/// Read ISO 8601 as to_text() writes it, also with a blank in place of the `T`, without the seconds, or with `Z` as the
/// offset. Return nothing if the whole text is not of that form, or the date or time does not exist.
std::optional<Date> parse_date(std::string_view);
std::optional<LocalTime> parse_local_time(std::string_view);
std::optional<Moment> parse_moment(std::string_view);

}  // namespace psp
