#include "report/period.h"

#include <algorithm>

#include <fmt/format.h>

namespace psp::report {
namespace {

/// Returns so many whole months from the first of a month on.
Period months_from(Date first, int months, Span span) { return {first, plus_months(first, months) + -1, span}; }

int months_in(Span span) {
  switch (span) {
    case Span::month: return 1;
    case Span::quarter: return 3;
    case Span::year: return 12;
    case Span::week:
    case Span::days: break;
  }
  return 0;
}

}  // namespace

IsoWeek iso_week_of(Date d) {
  const auto thursday = d + (4 - weekday(d));
  return {thursday.year, (thursday - Date{thursday.year, 1, 1}) / 7 + 1};
}
int weeks_in(int year) { return iso_week_of({year, 12, 28}).number; }

Period week_of(IsoWeek w) { return week_of(Date{w.year, 1, 4} + 7 * (w.number - 1)); }
Period week_of(Date d) {
  const auto monday = d + (1 - weekday(d));
  return {monday, monday + 6, Span::week};
}

Period month_of(Date d) { return months_from({d.year, d.month, 1}, 1, Span::month); }
Period quarter_of(Date d) { return months_from({d.year, (d.month - 1) / 3 * 3 + 1, 1}, 3, Span::quarter); }
Period year_of(Date d) { return months_from({d.year, 1, 1}, 12, Span::year); }

std::string to_text(const Period& p) {
  switch (p.span) {
    case Span::week: {
      const auto week = iso_week_of(p.from);
      return fmt::format("{:04}-W{:02}", week.year, week.number);
    }
    case Span::month: return fmt::format("{:04}-{:02}", p.from.year, p.from.month);
    case Span::quarter: return fmt::format("{:04}-Q{}", p.from.year, p.to.month / 3);
    case Span::year: return fmt::format("{:04}", p.from.year);
    case Span::days: break;
  }
  return psp::to_text(p.from) + ".." + psp::to_text(p.to);
}

Period before(const Period& p) {
  if (const int months = months_in(p.span)) return months_from(plus_months(p.from, -months), months, p.span);
  return {p.from + -(p.to - p.from + 1), p.from + -1, p.span};
}

Period year_earlier(const Period& p) {
  if (const int months = months_in(p.span)) return months_from(plus_years(p.from, -1), months, p.span);
  if (p.span == Span::week) {
    const auto week = iso_week_of(p.from);
    return week_of(IsoWeek{week.year - 1, std::min(week.number, weeks_in(week.year - 1))});
  }
  return {plus_years(p.from, -1), plus_years(p.to, -1), p.span};
}

std::vector<Period> months_until(Date day, int months) {
  std::vector<Period> all;
  for (int back = months - 1; back >= 0; --back) all.push_back(month_of(plus_months({day.year, day.month, 1}, -back)));
  return all;
}

}  // namespace psp::report
