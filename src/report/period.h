// The periods that a report counts.
#pragma once

#include <string>
#include <vector>

#include "model/date.h"

namespace psp::report {

enum class Span { month, quarter, year, days };

/// The days from the one to the other, both included.
struct Period {
  Date from, to;
  Span span = Span::days;

  bool has(Date day) const { return from <= day && day <= to; }
  bool operator==(const Period&) const = default;
};

/// Return the month, quarter or year in which the day lies.
Period month_of(Date);
Period quarter_of(Date);
Period year_of(Date);

/// Returns the period as psp report takes it: `2026-10`, `2026-Q3`, `2026`, `2026-01-01..2026-06-30`.
std::string to_text(const Period&);

/// Returns the month before a month, the quarter before a quarter …; for any other days as many days before.
Period before(const Period&);

/// Returns the same period a year earlier; 29 February becomes 28 February.
Period year_earlier(const Period&);

/// Returns so many months in order, of which the day lies in the last one.
std::vector<Period> months_until(Date day, int months);

}  // namespace psp::report
