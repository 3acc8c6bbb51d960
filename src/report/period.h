// The stretches of days that a report is about.
#pragma once

#include <string>
#include <vector>

#include "model/date.h"

namespace psp::report {

enum class Span { month, quarter, year, days };

/// From the one day to the other, both counted in.
struct Period {
  Date from, to;
  Span span = Span::days;

  bool has(Date day) const { return from <= day && day <= to; }
  bool operator==(const Period&) const = default;
};

/// The month, quarter or year that the day lies in.
Period month_of(Date);
Period quarter_of(Date);
Period year_of(Date);

/// `2026-10`, `2026-Q3`, `2026`, `2026-01-01..2026-06-30`: as psp report takes it.
std::string to_text(const Period&);

/// The month before a month, the quarter before a quarter …; before any other days, as many.
Period before(const Period&);

/// The same period of the year before; 29 February becomes 28 February.
Period year_earlier(const Period&);

/// So many months in order, the last one that which the day lies in.
std::vector<Period> months_until(Date day, int months);

}  // namespace psp::report
