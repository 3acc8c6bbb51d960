#include "cli/dates.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/day_words.h"
#include "model/text.h"

namespace psp::cli {
namespace {

using Day = std::variant<Date, Message>;
using Words = std::vector<std::string>;

/// From where days are counted.
struct From {
  Date today;  ///< for `tomorrow` and the like
  Date day;    ///< for all others
  Toward toward = Toward::past;
  bool any_year = true;  ///< a day may stand without its year
};

/// A day as it is written.
struct WrittenDay {
  int day = 0, month = 0;
  std::string_view year = {};  ///< in digits, "" where it is left out
};

bool digits_or_nothing(std::string_view text) { return text.empty() || whole_number(text).has_value(); }

Message no_such_day(std::string_view text) { return msg("there is no day {}", text); }

Day existing(Date d, std::string_view text) {
  if (exists(d)) return d;
  return no_such_day(text);
}

/// Returns the nearest day of this day and month. 29 February is there every four years, or eight.
Day nearest_in_years(const WrittenDay& d, std::string_view text, const From& from) {
  if (!from.any_year) return msg("\"{}\" has no year: write it as 25.11.2026 or 2026-11-25", text);
  const bool future = from.toward == Toward::future;
  for (int years = 0; years <= 8; ++years) {
    const Date day{from.day.year + (future ? years : -years), d.month, d.day};
    if (exists(day) && (future ? day >= from.day : day <= from.day)) return day;
  }
  return no_such_day(text);
}

Day day_written(const WrittenDay& d, std::string_view text, const From& from) {
  if (d.year.empty()) return nearest_in_years(d, text, from);
  if (d.year.size() != 4) return msg("\"{}\": write the year with four digits", text);
  return existing({whole_number(d.year).value_or(0), d.month, d.day}, text);
}

/// Reads `25.11.2026`, `25.11.` and `25.11`. Returns nothing if the word is not written so.
std::optional<WrittenDay> dotted(std::string_view w) {
  const auto first = w.find('.'), second = std::min(w.find('.', first + 1), w.size());
  if (first == w.npos) return std::nullopt;
  const auto day = whole_number(w.substr(0, first)), month = whole_number(w.substr(first + 1, second - first - 1));
  const auto year = w.substr(std::min(second + 1, w.size()));
  if (!day || !month || !digits_or_nothing(year) || second - first > 3) return std::nullopt;
  return WrittenDay{*day, *month, year};
}

/// Reads `9`, `9.` and `9th`; 0 if the word is none of these.
int day_of_month(std::string_view w) {
  for (const std::string_view end : {".", "st", "nd", "rd", "th"})
    if (w.ends_with(end)) {
      w.remove_suffix(end.size());
      break;
    }
  return w.size() > 2 ? 0 : whole_number(w).value_or(0);
}

/// Reads `9. november 2026`, `November 9 2026` and `2026 9. marts`, the first two also without a year. Returns nothing
/// if the words are none of these.
std::optional<WrittenDay> with_month_name(const Words& words) {
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  const auto name = std::find_if(words.begin(), words.end(), month_of_year);
  if (name == words.end()) return std::nullopt;
  const bool year_first = name == words.begin() + 2;
  const auto& day = words[year_first || name == words.begin() ? 1 : 0];
  const auto year = words.size() == 2 ? std::string_view() : std::string_view(words[year_first ? 0 : 2]);
  const int n = day_of_month(day);
  if (n == 0 || !digits_or_nothing(year) || (year_first && year.size() != 4)) return std::nullopt;
  return WrittenDay{n, month_of_year(*name), year};
}

/// Refuses `9/11` and `9/11/2026`, with the days that they may be. Returns nothing if the word is not written so.
std::optional<Message> slashed(std::string_view w, const From& from) {
  const auto first = w.find('/'), second = std::min(w.find('/', first + 1), w.size());
  if (first == w.npos) return std::nullopt;
  const auto one = w.substr(0, first), two = w.substr(first + 1, second - first - 1);
  const auto three = w.substr(std::min(second + 1, w.size()));
  if (!whole_number(one) || !whole_number(two) || !digits_or_nothing(three)) return std::nullopt;
  const bool year_first = one.size() == 4 && !three.empty();
  if (two.size() > 2 || (one.size() > 2 && !year_first)) return std::nullopt;
  const auto read = [&](std::string_view day, std::string_view month, std::string_view year) {
    return day_written({whole_number(day).value_or(0), whole_number(month).value_or(0), year}, w, from);
  };
  const auto a = year_first ? read(three, two, one) : read(one, two, three);
  const auto b = year_first ? a : read(two, one, three);
  const auto *day = std::get_if<Date>(&a), *other = std::get_if<Date>(&b);
  if (!day && !other) return std::get<Message>(a);
  if (day && other && *day != *other)
    return msg("\"{}\" may be {} or {}: write the one that is meant", w, *day, *other);
  return msg("\"{}\": a day with / is read in two ways: write {}", w, day ? *day : *other);
}

/// Returns the day that the words write in digits or with a month's name; nothing if they do not.
std::optional<Day> written(const Words& words, std::string_view text, const From& from) {
  if (const auto d = with_month_name(words)) return day_written(*d, text, from);
  if (words.empty() || words.size() > 2) return std::nullopt;
  const std::string_view w = words.front();
  auto d = dotted(w);
  if (words.size() == 2) {  // is a day in dots with its year apart: `25.11 2026`
    if (!d || !d->year.empty() || !whole_number(words.back())) return std::nullopt;
    d->year = words.back();
  }
  if (d) return day_written(*d, words.size() == 1 ? w : text, from);
  if (const auto iso = parse_date(w)) return *iso;
  if (w.size() == 10 && w[4] == '-' && w[7] == '-') return no_such_day(w);
  if (auto refused = slashed(w, from)) return *std::move(refused);
  return std::nullopt;
}

/// Reads `+2w`, `-3d`, and `2w` in the direction. Returns nothing if the word is not written so.
std::optional<Day> offset(std::string_view w, std::string_view text, const From& from) {
  constexpr std::string_view letters = "dwmy";
  constexpr std::array units{Unit::day, Unit::week, Unit::month, Unit::year};
  const bool sign = w.starts_with('+') || w.starts_with('-');
  const auto letter = w.empty() ? letters.npos : letters.find(w.back());
  if (letter == letters.npos) return std::nullopt;
  const auto n = whole_number(w.substr(sign ? 1 : 0, w.size() - (sign ? 2 : 1)));
  if (!n || *n > 36500) return std::nullopt;
  const bool back = sign ? w.front() == '-' : from.toward == Toward::past;
  return existing(moved_by(from.day, back ? -*n : *n, units[letter]), text);
}

/// Reads `2 weeks` and `week`. Returns nothing if the words from the one place to the other say no such span.
std::optional<std::pair<int, Unit>> counted(const std::string* first, const std::string* last) {
  if (last - first < 1 || last - first > 2) return std::nullopt;
  const int n = last - first == 1 ? 1 : count_of(*first);
  const auto unit = unit_of(*(last - 1));
  return n == 0 || !unit ? std::nullopt : std::optional(std::pair(n, *unit));
}

bool is_ahead(std::string_view w) { return w == "in" || w == "cez" || w == "pec"; }

/// Reads `in 2 weeks`, `a week ago`, `čez teden`, `pred dvema tednoma`, `pēc 21 dienas`. Returns nothing if the words
/// say no such day.
std::optional<Day> counted_day(const Words& words, std::string_view text, const From& from) {
  if (words.size() < 2) return std::nullopt;
  const auto *first = words.data(), *last = first + words.size();
  const auto begins = [&](const auto&... word) { return ((words.front() == word) || ...); };
  const bool ahead = is_ahead(words.front()), ago = words.back() == "ago";
  if (!ahead && !ago && !begins("pred", "pirms")) return std::nullopt;
  const auto span = ago ? counted(first, last - 1) : counted(first + 1, last);
  if (!span) return std::nullopt;
  return existing(moved_by(from.day, ahead ? span->first : -span->first, span->second), text);
}

/// Sets the words of `nakamotrdien` and `nakamnedel` apart, wherever they stand.
void split_next(Words& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const std::string_view next : {"nakam", "nakos"}) {
      if (!words[i].starts_with(next)) continue;
      auto rest = words[i].substr(next.size());
      if (!weekday_of(rest) && rest != "nedel") continue;
      words[i] = rest == "nedel" ? "week" : std::move(rest);
      words.insert(words.begin() + static_cast<std::ptrdiff_t>(i), "next");
      return;
    }
}

Date nearest_weekday(int wanted, const From& from) {
  const int ahead = (wanted - weekday(from.day) + 7) % 7;
  return from.day + (from.toward == Toward::future || ahead == 0 ? ahead : ahead - 7);
}

/// Reads `tue`, `this tue`, `next tue`, `last tue`; of a week, `tue next week` and `next week tue`. Returns nothing if
/// the words say no such day.
std::optional<Date> said_weekday(const Words& words, const From& from) {
  const auto of_week = [&](std::size_t day, std::size_t week) {
    return weekday_of(words[day]) && unit_of(words[week + 1]) == Unit::week ? words[day] : std::string();
  };
  if (words.size() == 3) {
    const bool first = weekday_of(words[0]) != 0;
    const auto day = first ? of_week(0, 1) : of_week(2, 0);
    const auto monday = from.day + (1 - weekday(from.day));
    if (day.empty()) return std::nullopt;
    const auto& which = words[first ? 1 : 0];
    const int weeks = means_next(which) ? 1 : means_last(which) ? -1 : 0;
    if (weeks == 0 && !means_this(which)) return std::nullopt;
    return monday + (7 * weeks + weekday_of(day) - 1);
  }
  if (words.empty() || words.size() > 2) return std::nullopt;
  const int wanted = weekday_of(words.back());
  if (!wanted) return std::nullopt;
  if (words.size() == 1 || means_this(words.front())) return nearest_weekday(wanted, from);
  const int now = weekday(from.day);
  if (means_next(words.front())) return from.day + (8 - now) + (wanted - 1);
  if (means_last(words.front())) return from.day + -(now > wanted ? now - wanted : now - wanted + 7);
  return std::nullopt;
}

/// Reads `v torek, 24. 11. 2026`. Returns nothing if the words are no weekday before a day that is written.
std::optional<Day> weekday_and_day(const Words& words, std::string_view text, const From& from) {
  const int said = words.size() < 2 ? 0 : weekday_of(words.front());
  if (!said) return std::nullopt;
  auto day = written({words.begin() + 1, words.end()}, text, from);
  if (const auto* d = day ? std::get_if<Date>(&*day) : nullptr; d && weekday(*d) != said)
    return msg("\"{}\": that day is {:weekday}", text, *d);
  return day;
}

Message no_day(std::string_view text) {
  return msg("\"{}\" is no day: write 2026-11-25, 25.11.2026, today, yesterday, tue, next tue or +2w", text);
}

Day day_of(Words words, std::string_view text, const From& from) {
  split_next(words);
  if (const auto days = days_from_today(words)) return existing(from.today + *days, text);
  if (const auto day = said_weekday(words, from)) return existing(*day, text);
  if (auto day = counted_day(words, text, from)) return *std::move(day);
  if (auto day = weekday_and_day(words, text, from)) return *std::move(day);
  if (auto day = written(words, text, from)) return *std::move(day);
  if (words.size() == 1)
    if (auto day = offset(words.front(), text, from)) return *std::move(day);
  return no_day(text);
}

bool is_day(const Words& words, const From& from) { return std::holds_alternative<Date>(day_of(words, "", from)); }

/// Returns the hour of the day that an hour with am or pm means; nothing if it means none.
std::optional<int> of_twelve(int hour, bool afternoon) {
  if (hour < 1 || hour > 12) return std::nullopt;
  return hour % 12 + (afternoon ? 12 : 0);
}

/// Reads `10:00`, `10h`, `10h30`, `3pm`, `noon`; `plain` sets whether it is written `10`, `10.` or `10.30`, which may
/// be of a day. Returns nothing if the word is none of these. The time may not exist.
std::optional<LocalTime> clock_of(std::string_view w, bool& plain) {
  plain = false;
  if (means_noon(w)) return LocalTime{{}, 12};
  if (w.ends_with('.') && w.find('.') == w.size() - 1) w.remove_suffix(1);
  const bool am = w.ends_with("am"), pm = w.ends_with("pm");
  if (am || pm) w.remove_suffix(2);
  const auto mark = std::min(w.find_first_of(":.h"), w.size());
  auto hour = whole_number(w.substr(0, mark));
  if (hour && (am || pm)) hour = of_twelve(*hour, pm);
  const auto behind = w.substr(std::min(mark + 1, w.size()));
  if (mark > 2 || !hour) return std::nullopt;
  plain = !am && !pm && (mark == w.size() || w[mark] == '.');
  if (mark == w.size() || (w[mark] == 'h' && behind.empty())) return LocalTime{{}, *hour};
  const auto minute = whole_number(behind);
  if (behind.size() != 2 || !minute) return std::nullopt;
  return LocalTime{{}, *hour, *minute};
}

/// Returns the nearest day that a word such as `9.11` or `10.` may be, alone; nothing if it can be none.
std::optional<Date> day_alone(std::string_view w, const From& from) {
  if (!w.ends_with('.')) {
    const auto d = dotted(w);
    const auto day = d ? day_written(*d, w, from) : Day(Message{});
    return std::holds_alternative<Date>(day) ? std::optional(std::get<Date>(day)) : std::nullopt;
  }
  const int step = from.toward == Toward::future ? 1 : -1;
  const int wanted = day_of_month(w);
  auto day = from.day;
  for (int days = 0; days < 62 && day.day != wanted; ++days) day = day + step;
  return exists(day) && day.day == wanted ? std::optional(day) : std::nullopt;
}

/// Takes the clock time off the end of what was said, or tells with which day it may be confused. Returns nothing if
/// there is none. The time may not exist.
std::variant<std::optional<LocalTime>, Message> take_clock(SaidWords& said, const From& from) {
  auto& words = said.words;
  bool plain = false;
  const auto clock = words.empty() ? std::nullopt : clock_of(words.back(), plain);
  if (!clock) return std::nullopt;
  if (plain && !said.says_clock) {
    if (words.size() == 1 && !exists(LocalTime{from.day, clock->hour, clock->minute})) return std::nullopt;
    const auto day = words.size() == 1 ? day_alone(words.front(), from) : std::nullopt;
    if (day)
      return msg("\"{0}\" may be the day {1} or the time {2}: write \"{1} 10:00\" or \"{2}\"", words.front(), *day,
                 fmt::format("{}:{:02}", clock->hour, clock->minute));
    // `November 9` ends with no hour. Behind a weekday `9.11` is one.
    if (words.size() > 1 && !weekday_of(words.front()) && is_day(words, from)) return std::nullopt;
  }
  words.pop_back();
  return clock;
}

std::variant<LocalTime, Message> existing_time(const LocalTime& t) {
  if (exists(t)) return t;
  return msg("there is no time {}", fmt::format("{:02}:{:02}", t.hour, t.minute));
}

/// Refuses half hours in words, `pol enajstih` and `pusvienpadsmitos`. Returns nothing if there are none.
std::optional<Message> half_hour(const SaidWords& said, std::string_view text) {
  const auto hour = half_hour_in(said.words);
  if (!hour) return std::nullopt;
  return msg("\"{}\": write the time in digits: {}:30", text, std::int64_t{*hour});
}

bool means_now(const Words& words) {
  return words.size() == 1 && (words[0] == "now" || words[0] == "zdaj" || words[0] == "tagad");
}

}  // namespace

namespace {

/// Returns the day; a message with both readings if it lies far ahead, and a day said so was there just now: that is
/// meant more often than a day in a year's time.
Day not_just_passed(const Day& day, const Words& words, std::string_view text, const From& from) {
  constexpr int far = 300, just_now = 60;
  const auto* ahead = std::get_if<Date>(&day);
  if (!ahead || from.toward == Toward::past || *ahead - from.day < far) return day;
  const auto back = day_of(words, text, {from.today, from.day, Toward::past});
  const auto* before = std::get_if<Date>(&back);
  if (!before || !(*before < from.day) || from.day - *before > just_now) return day;
  return msg("\"{}\" may be {} or {}: write the one that is meant", text, *before, *ahead);
}

}  // namespace

std::variant<Date, Message> parse_day(std::string_view text, Date today, Toward toward) {
  const auto words = said_words(text).words;
  const From from{today, today, toward};
  return not_just_passed(day_of(words, text, from), words, text, from);
}

std::variant<Date, Message> parse_day_with_year(std::string_view text, Date today) {
  return day_of(said_words(text).words, text, {today, today, Toward::past, false});
}

std::variant<LocalTime, Message> parse_time(std::string_view text, const LocalTime& now, Toward toward) {
  auto said = said_words(text);
  if (means_now(said.words)) return now;
  if (const auto iso = parse_local_time(text)) return *iso;
  if (auto half = half_hour(said, text)) return *std::move(half);
  const From from{now.date, now.date, toward};
  const auto clock = take_clock(said, from);
  if (const auto* wrong = std::get_if<Message>(&clock)) return *wrong;
  const auto& taken = std::get<std::optional<LocalTime>>(clock);
  const auto day = taken && said.words.empty()
                       ? Day(now.date)
                       : not_just_passed(day_of(said.words, text, from), said.words, text, from);
  if (const auto* wrong = std::get_if<Message>(&day)) {
    if (taken || (said.words.size() < 2 && text.find(':') == text.npos)) return *wrong;
    return msg("\"{}\" is no time: write a day, then a time, such as 25.11.2026 10:00 or tue 10:00", text);
  }
  if (!taken) return msg("\"{}\" has no time: write it as \"{} 10:00\"", text, std::get<Date>(day));
  return existing_time({std::get<Date>(day), taken->hour, taken->minute});
}

std::variant<LocalTime, Message> parse_time_instead(std::string_view text, const LocalTime& appointment,
                                                    const LocalTime& now) {
  if (const auto iso = parse_local_time(text)) return *iso;
  auto said = said_words(text);
  if (auto half = half_hour(said, text)) return *std::move(half);
  const From from{now.date, appointment.date, Toward::future};
  const auto clock = take_clock(said, from);
  if (const auto* wrong = std::get_if<Message>(&clock)) return *wrong;
  const auto taken = std::get<std::optional<LocalTime>>(clock).value_or(appointment);
  LocalTime t{appointment.date, taken.hour, taken.minute};
  if (!said.words.empty() || !std::get<std::optional<LocalTime>>(clock)) {
    auto day = day_of(said.words, text, from);
    if (auto* wrong = std::get_if<Message>(&day)) return *wrong;
    t.date = std::get<Date>(day);
    // The appointment's own weekday is the one after it.
    if (said.words.size() == 1 && weekday_of(said.words.front()) && t.date == appointment.date) t.date = t.date + 7;
  }
  return existing_time(t);
}

std::optional<Date> parse_span(std::string_view text, Date from) {
  auto words = said_words(text).words;
  if (words.size() > 1 && is_ahead(words.front())) words.erase(words.begin());
  if (words.empty() || words.front().starts_with('-')) return std::nullopt;
  if (const auto span = counted(words.data(), words.data() + words.size())) {
    const auto day = moved_by(from, span->first, span->second);
    return exists(day) ? std::optional(day) : std::nullopt;
  }
  if (words.size() != 1) return std::nullopt;
  const auto days = whole_number(words.front());
  const auto day = offset(words.front() + (days ? "d" : ""), text, {from, from, Toward::future});
  return day && std::holds_alternative<Date>(*day) ? std::optional(std::get<Date>(*day)) : std::nullopt;
}

}  // namespace psp::cli
