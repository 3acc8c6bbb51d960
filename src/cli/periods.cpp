#include "cli/periods.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/dates.h"
#include "cli/day_words.h"
#include "model/text.h"

namespace psp::cli {
namespace {

using MaybePeriod = std::variant<report::Period, Message>;
using Words = std::vector<std::string>;

constexpr int first_year = 1900, last_year = 9900;
constexpr int longest_period = 100 * 366;  // in days; the period before it lies within the calendar as well

Message no_year(std::string_view year) {
  return msg("there is no report for the year {}: write a year from {} to {}, with its four digits", year,
             std::int64_t{first_year}, std::int64_t{last_year});
}
Message no_month(std::string_view text) { return msg("there is no month {}: a year has 01 to 12", text); }
Message no_period(std::string_view text) {
  return msg(
      "\"{}\" is no period: write a month (2026-10, october), a quarter (2026-Q3), a year (2026), last month, last "
      "week, or from..to (2026-01-01..2026-06-30)",
      text);
}

bool in_report(int year) { return first_year <= year && year <= last_year; }
bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }

/// Returns the words of a period, which a dash may join: `last-month`.
Words words_of_period(std::string_view text) {
  std::string spaced(text);
  if (!has_digit(text)) std::replace(spaced.begin(), spaced.end(), '-', ' ');
  return said_words(spaced).words;
}

/// Returns the week, month, quarter or year of today, or the one before it; nothing for days.
std::optional<report::Period> around(Date today, bool last, Unit unit) {
  const auto period = [&]() -> std::optional<report::Period> {
    switch (unit) {
      case Unit::week: return report::week_of(today);
      case Unit::month: return report::month_of(today);
      case Unit::quarter: return report::quarter_of(today);
      case Unit::year: return report::year_of(today);
      case Unit::day: break;
    }
    return std::nullopt;
  }();
  return period && last ? report::before(*period) : period;
}

/// Reads `last week`, `ta mesec`, `pagājušais gads`, and what says them in a word. Returns nothing if the words say no
/// such period.
std::optional<report::Period> relative(const Words& words, Date today) {
  struct Named {
    std::string_view word;
    bool last;
    Unit unit;
  };
  static constexpr std::array named{
      Named{"letos", false, Unit::year},         Named{"lani", true, Unit::year},
      Named{"sogad", false, Unit::year},         Named{"pern", true, Unit::year},
      Named{"pagajusogad", true, Unit::year},    Named{"somenes", false, Unit::month},
      Named{"pagajusomenes", true, Unit::month}, Named{"sonedel", false, Unit::week},
      Named{"pagajusonedel", true, Unit::week},
  };
  if (words.size() == 1) {
    const auto it = std::find_if(named.begin(), named.end(), [&](const Named& n) { return n.word == words.front(); });
    return it == named.end() ? std::nullopt : around(today, it->last, it->unit);
  }
  if (words.size() != 2) return std::nullopt;
  const bool last = means_last(words[0]);
  const auto unit = unit_of(words[1]);
  if (!unit || (!last && !means_this(words[0]))) return std::nullopt;
  return around(today, last, *unit);
}

/// Returns the month, or why there is no report of it. `text` is how it was written.
MaybePeriod month(int year, int number, std::string_view text) {
  if (number < 1 || number > 12) return no_month(text);
  if (!in_report(year)) return no_year(std::to_string(year));
  return report::month_of({year, number, 1});
}

/// Returns the year that a word writes in four digits; nothing if it writes none.
std::optional<int> year_in(std::string_view w) { return w.size() == 4 ? whole_number(w) : std::nullopt; }

/// Reads a month by its name, with or without its year: the nearest that has begun. Returns nothing if the words say no
/// month so.
std::optional<MaybePeriod> named_month(const Words& words, Date today, std::string_view text) {
  if (words.empty() || words.size() > 2) return std::nullopt;
  const auto name = std::find_if(words.begin(), words.end(), month_of_year);
  if (name == words.end()) return std::nullopt;
  const int number = month_of_year(*name);
  if (words.size() == 1) return month(number <= today.month ? today.year : today.year - 1, number, text);
  const auto year = year_in(name == words.begin() ? words[1] : words[0]);
  if (!year) return std::nullopt;
  return month(*year, number, text);
}

/// Reads `10/2026` and `10.2026`. Returns nothing if the word is not written so.
std::optional<MaybePeriod> month_before_year(std::string_view w, std::string_view text) {
  const auto mark = w.find_first_of("/.");
  if (mark == w.npos || mark > 2) return std::nullopt;
  const auto number = whole_number(w.substr(0, mark)), year = year_in(w.substr(mark + 1));
  if (!number || !year) return std::nullopt;
  return month(*year, *number, text);
}

/// Reads what stands behind the year in `2026-10`, `2026-q3`, `2026-w48`. Returns nothing if it is not written so.
std::optional<MaybePeriod> part_of_year(int year, std::string_view part, std::string_view text) {
  if (part.starts_with('w')) {
    const auto number = whole_number(part.substr(1));
    if (!number || part.size() > 3) return std::nullopt;
    const int weeks = report::weeks_in(year);
    if (*number < 1 || *number > weeks)
      return msg("there is no week {}: {} has 1 to {}", text, std::to_string(year), std::int64_t{weeks});
    return report::week_of(report::IsoWeek{year, *number});
  }
  if (part.size() != 2) return std::nullopt;
  const bool quarter = part.front() == 'q';
  const int n = whole_number(part.substr(quarter ? 1 : 0)).value_or(0);
  if (!quarter) return month(year, n, text);
  if (n < 1 || n > 4) return msg("there is no quarter {}: a year has Q1 to Q4", text);
  return report::quarter_of({year, 3 * n, 1});
}

/// Reads `week 48`, `48. teden`, `3. ceturksnis`, `w48` and `q3`: the latest that has begun, or that of the year
/// behind. Returns nothing if the words say none.
std::optional<MaybePeriod> numbered_part(Words words, Date today) {
  std::string year;
  if (words.size() > 1 && year_in(words.back())) {
    year = words.back();
    words.pop_back();
  }
  std::string part;
  if (words.size() == 2) {
    const bool first = has_digit(words[0]);
    auto number = words[first ? 0 : 1];
    const bool ordinal = number.ends_with('.');  // `2 weeks` is none
    if (ordinal) number.pop_back();
    if (first && !ordinal) return std::nullopt;
    const auto unit = unit_of(words[first ? 1 : 0]);
    if (!whole_number(number)) return std::nullopt;
    if (unit == Unit::week) part = "w" + number;
    if (unit == Unit::quarter) part = "q" + number;
  } else if (words.size() == 1 && words[0].size() > 1 && whole_number(std::string_view(words[0]).substr(1)) &&
             (words[0].front() == 'w' || words[0].front() == 'q')) {
    part = words[0];
  }
  if (part.empty()) return std::nullopt;
  const auto number = std::string_view(part).substr(1);
  if (!year.empty()) {
    if (!in_report(*year_in(year))) return no_year(year);
    return part_of_year(*year_in(year), part, number);
  }
  const auto this_year = part_of_year(today.year, part, number);
  for (int back = 0; back < 10; ++back) {  // a week 53 comes after at most seven years
    const auto period = part_of_year(today.year - back, part, number);
    const auto* found = period ? std::get_if<report::Period>(&*period) : nullptr;
    if (found && found->from <= today) return period;
  }
  return this_year;
}

/// Reads a year, or a part of it by its number. Returns nothing if the word is not written so.
std::optional<MaybePeriod> numbered(std::string_view w, std::string_view text) {
  const auto year_text = w.substr(0, w.find('-'));
  const auto year = year_in(year_text);
  const bool digits_alone = !w.empty() && std::all_of(w.begin(), w.end(), is_digit);
  if (!year) return digits_alone ? std::optional<MaybePeriod>(no_year(text)) : std::nullopt;
  if (!in_report(*year)) return no_year(year_text);
  if (digits_alone) return report::year_of({*year, 1, 1});
  return w.size() == year_text.size() ? std::nullopt : part_of_year(*year, w.substr(year_text.size() + 1), text);
}

/// Returns true for `2026-02-30`, `30.2.2026`, `9/11`, `31. november`: they are meant as a day, so what is wrong with
/// them is told as of a day.
bool written_as_a_day(const Words& words) {
  if (words.empty() || !has_digit(words.front())) return false;
  const std::string_view w = words.front();
  const auto slash = w.find('/');
  return (w.size() == 10 && w[4] == '-' && w[7] == '-') || std::count(w.begin(), w.end(), '.') >= 2 || slash < 3 ||
         std::any_of(words.begin(), words.end(), month_of_year);
}

/// Returns one stretch: a year, a quarter, a month, a week, a day.
MaybePeriod one_period(std::string_view text, Date today) {
  const auto words = words_of_period(text);
  if (const auto period = relative(words, today)) return *period;
  if (auto period = named_month(words, today, text)) return *std::move(period);
  if (auto period = numbered_part(words, today)) return *std::move(period);
  if (words.size() == 1) {
    if (auto period = month_before_year(words.front(), text)) return *std::move(period);
    if (auto period = numbered(words.front(), text)) return *std::move(period);
  }
  auto day = parse_day(text, today, Toward::past);
  if (auto* wrong = std::get_if<Message>(&day)) return written_as_a_day(words) ? *std::move(wrong) : no_period(text);
  const auto d = std::get<Date>(day);
  if (!in_report(d.year)) return no_year(std::to_string(d.year));
  return report::Period{d, d, report::Span::days};
}

}  // namespace

MaybePeriod parse_period(std::string_view text, Date today) {
  auto dots = text.find("..");
  if (dots == text.npos) return one_period(text, today);
  if (text.substr(dots).starts_with("...")) ++dots;  // the first is of the day: `1.1...30.6.`
  const auto first = trimmed(text.substr(0, dots)), second = trimmed(text.substr(dots + 2));
  if (first.empty() || second.empty()) return no_period(text);
  auto period = one_period(first, today);
  if (std::holds_alternative<Message>(period)) return period;
  auto last = one_period(second, today);
  if (std::holds_alternative<Message>(last)) return last;
  const auto from = std::get<report::Period>(period).from, to = std::get<report::Period>(last).to;
  if (to < from) return msg("the period {} ends before it begins: {} comes before {}", text, to, from);
  if (to - from > longest_period) return msg("the period {} is too long: a report is of 100 years at most", text);
  return report::Period{from, to, report::Span::days};
}

}  // namespace psp::cli
