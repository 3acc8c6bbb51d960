// The periods that a report counts.
#pragma once

#include <string>
#include <vector>

#include "model/date.h"

namespace psp::report {

enum class Span { week, month, quarter, year, days };

/// The days from the one to the other, both included.
struct Period {
  Date from, to;
  Span span = Span::days;

  bool has(Date day) const { return from <= day && day <= to; }
  bool operator==(const Period&) const = default;
};

/// The number of a week in a year, by ISO 8601: weeks begin on Monday, and belong to the year of their Thursday.
struct IsoWeek {
  int year = 0, number = 0;
};
IsoWeek iso_week_of(Date);
/// Returns 52 or 53.
int weeks_in(int year);

/// Returns the week of this number, which the year must have.
Period week_of(IsoWeek);

/// Return the week, month, quarter or year in which the day lies.
Period week_of(Date);
Period month_of(Date);
Period quarter_of(Date);
Period year_of(Date);

/// Returns the period as psp report takes it: `2026-W48`, `2026-10`, `2026-Q3`, `2026`,
/// `2026-01-01..2026-06-30`.
std::string to_text(const Period&);

/// Returns the week before a week, the month before a month …; for any other days as many days before.
Period before(const Period&);

/// Returns the same period a year earlier, for a week that of the same number. 29 February becomes 28 February, and
/// week 53 the last of a year that has 52.
Period year_earlier(const Period&);

/// Returns so many months in order, of which the day lies in the last one.
std::vector<Period> months_until(Date day, int months);

}  // namespace psp::report
