#include "cli/dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "model/few.h"
#include "model/letters.h"
#include "model/text.h"

namespace psp::cli {
namespace {

bool ends_in_dot(std::string_view w) { return w.size() > 1 && w.back() == '.' && is_digit(w[w.size() - 2]); }

/// The words of a day or a time, without those that say nothing by themselves.
struct SaidDay {
  std::vector<std::string> words;
  bool says_clock = false;  ///< one of those left out stands with an hour: `ob`, `plkst.`
};

std::vector<std::string> split_day(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : folded(text) + " ") {
    if (c != ' ' && c != '\t' && c != ',') {
      word += c;
    } else if (!word.empty()) {
      // `25. 11. 2027` is one word, and so is `25.11.2027.`.
      if (!words.empty() && ends_in_dot(words.back()) && is_digit(word.front()) &&
          std::count(words.back().begin(), words.back().end(), '.') < 3 && word.find(':') == std::string::npos)
        words.back() += word;
      else words.push_back(word);
      word.clear();
    }
  }
  for (auto& w : words)
    if (ends_in_dot(w) && std::count(w.begin(), w.end(), '.') == 3) w.pop_back();
  return words;
}

using Day = std::variant<Date, Message>;

/// Holds words as folded() writes them.
using DayWords = Few<std::string_view, 16>;

bool among(std::string_view word, const DayWords& words) { return words.contains(word); }

/// What people put before a day or a time, or behind it, and what says nothing by itself.
constexpr DayWords day_fillers{"on", "v", "na", "dne", "g.", "uz"};
constexpr DayWords clock_fillers{"at", "ob", "uri", "h", "plkst.", "plkst", "pulksten"};

bool is_next(std::string_view w) {
  return among(w, {"next", "naslednji", "naslednjo", "naslednja", "prihodnji", "prihodnjo", "prihodnja", "nakamais",
                   "nakama", "nakamo", "nakamaja", "nakosais", "nakosa", "nakoso", "nakosaja"});
}
bool is_last(std::string_view w) {
  return among(w, {"last", "prejsnji", "prejsnjo", "prejsnja", "pretekli", "preteklo", "pretekla", "pagajusais",
                   "pagajusa", "pagajuso", "pagajusaja"});
}
bool is_this(std::string_view w) { return among(w, {"this", "ta", "to", "so", "saja", "si"}); }

/// Returns 1 for Monday, and so on; 0 if the word is no weekday.
int weekday_of(std::string_view w) {
  static constexpr std::array<DayWords, 7> days{
      DayWords{"mon", "monday", "pon", "ponedeljek", "pir", "pirmdiena", "pirmdien", "pirmdienu"},
      DayWords{"tue", "tuesday", "tor", "torek", "otr", "otrdiena", "otrdien", "otrdienu"},
      DayWords{"wed", "wednesday", "sre", "sreda", "sredo", "tre", "tresdiena", "tresdien", "tresdienu"},
      DayWords{"thu", "thursday", "cet", "cetrtek", "ceturtdiena", "ceturtdien", "ceturtdienu"},
      DayWords{"fri", "friday", "pet", "petek", "pie", "piektdiena", "piektdien", "piektdienu"},
      DayWords{"sat", "saturday", "sob", "sobota", "soboto", "ses", "sestdiena", "sestdien", "sestdienu"},
      DayWords{"sun", "sunday", "ned", "nedelja", "nedeljo", "sve", "svetdiena", "svetdien", "svetdienu"}};
  for (std::size_t i = 0; i < days.size(); ++i)
    if (among(w, days[i])) return static_cast<int>(i) + 1;
  return 0;
}

struct NamedDay {
  int from_today;
  DayWords words;
};

/// Returns the day that a word such as `tomorrow` names; nothing if it names none.
std::optional<Date> named_day(std::string_view w, Date today) {
  static constexpr std::array days{
      NamedDay{0, {"today", "danes", "sodien"}}, NamedDay{1, {"tomorrow", "jutri", "rit", "ritdien"}},
      NamedDay{2, {"pojutrisnjem", "parit"}}, NamedDay{-1, {"yesterday", "vceraj", "vakar"}},
      NamedDay{-2, {"predvcerajsnjim", "aizvakar"}}};
  for (const auto& d : days)
    if (among(w, d.words)) return today + d.from_today;
  return std::nullopt;
}

bool number(std::string_view text, int& n) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return !text.empty() && error == std::errc{} && end == text.data() + text.size() && text.front() != '-';
}

SaidDay words_of_day(std::string_view text) {
  SaidDay said{split_day(text)};
  if (said.words.size() < 2) return said;
  // `gada` says nothing behind a year, and "a year" behind `pec`.
  const bool of_year = !among(said.words.front(), {"pec", "pirms"});
  std::erase_if(said.words, [&](const std::string& w) {
    const bool clock = among(w, clock_fillers);
    said.says_clock = said.says_clock || clock;
    return clock || among(w, day_fillers) || (of_year && w == "gada");
  });
  return said;
}

Day existing(Date d, std::string_view text) {
  if (exists(d)) return d;
  return msg("there is no day {}", text);
}

/// Reads `25.11.2026`. Returns nothing if the text is not written so.
std::optional<Day> dotted(std::string_view text) {
  const auto first = text.find('.'), second = text.find('.', first + 1);
  if (first == std::string_view::npos) return std::nullopt;
  Date d;
  if (!number(text.substr(0, first), d.day)) return std::nullopt;
  if (second == std::string_view::npos || second + 1 == text.size())
    return msg("\"{}\" has no year: write it as 25.11.2026 or 2026-11-25", text);
  if (!number(text.substr(first + 1, second - first - 1), d.month) || !number(text.substr(second + 1), d.year))
    return std::nullopt;
  if (text.size() - second - 1 != 4) return msg("\"{}\": write the year with four digits", text);
  return existing(d, text);
}

/// Reads `+2w`, `-3d`. Returns nothing if the text is not written so.
std::optional<Day> offset(std::string_view text, Date today) {
  if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  int n = 0;
  if (!number(text.substr(1, text.size() - 2), n) || n > 36500) return std::nullopt;
  if (text.front() == '-') n = -n;
  Date d;
  switch (text.back()) {
    case 'd': d = today + n; break;
    case 'w': d = today + 7 * n; break;
    case 'm': d = plus_months(today, n); break;
    case 'y': d = plus_years(today, n); break;
    default: return std::nullopt;
  }
  return existing(d, text);
}

/// Returns the number that a word says, as it stands behind `in`, `čez`, `pred`, `pēc`, `pirms`; 0 if it says none.
int count_of(std::string_view w) {
  static constexpr std::array<DayWords, 10> words{DayWords{"a", "one", "en", "eno", "enim", "viena", "vienas"},
                                                  DayWords{"two", "dva", "dve", "dvema", "divam"},
                                                  DayWords{"three", "tri", "tremi", "trim", "trijam"},
                                                  DayWords{"four", "stiri", "stirimi", "cetram"},
                                                  DayWords{"five", "pet", "petimi", "piecam"},
                                                  DayWords{"six", "sest", "sestimi", "sesam"},
                                                  DayWords{"seven", "sedem", "sedmimi", "septinam"},
                                                  DayWords{"eight", "osem", "osmimi", "astonam"},
                                                  DayWords{"nine", "devet", "devetimi", "devinam"},
                                                  DayWords{"ten", "deset", "desetimi", "desmit"}};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (among(w, words[i])) return static_cast<int>(i) + 1;
  int n = 0;
  return number(w, n) && n <= 36500 ? n : 0;
}

/// Returns the letter of offset() for a unit of time; 0 if the word is none.
char unit_of(std::string_view w) {
  static constexpr std::array<std::pair<char, DayWords>, 4> units{{
      {'d', {"day", "days", "dan", "dneva", "dni", "dnevi", "dnevom", "dnem", "dnevoma", "dienas", "dienam"}},
      {'w', {"week", "weeks", "teden", "tedna", "tedne", "tedni", "tednov", "tednom", "tednoma", "nedelas", "nedelam"}},
      {'m',
       {"month", "months", "mesec", "meseca", "mesece", "meseci", "mesecev", "mesecem", "mesecema", "menesa",
        "menesiem"}},
      {'y', {"year", "years", "leto", "leti", "leta", "let", "letom", "letoma", "gada", "gadiem"}},
  }};
  for (const auto& [letter, words] : units)
    if (among(w, words)) return letter;
  return 0;
}

/// Reads `in 2 weeks`, `čez teden`, `pred dvema tednoma`, `pēc 21 dienas`. Returns nothing if the words say no such
/// day.
std::optional<Day> counted_day(const std::vector<std::string>& words, std::string_view text, Date today) {
  if (words.size() < 2 || words.size() > 3) return std::nullopt;
  const bool ahead = among(words[0], {"in", "cez", "pec"});
  if (!ahead && !among(words[0], {"pred", "pirms"})) return std::nullopt;
  const int n = words.size() == 2 ? 1 : count_of(words[1]);
  const char unit = unit_of(words.back());
  if (n == 0 || unit == 0) return std::nullopt;
  auto day = offset(fmt::format("{}{}{}", ahead ? '+' : '-', n, unit), today);
  if (day && std::holds_alternative<Message>(*day)) return msg("there is no day {}", text);
  return day;
}

/// Returns true for `nakamotrdien`, and sets the words apart.
bool split_next(std::vector<std::string>& words) {
  if (words.size() != 1) return false;
  for (const std::string_view next : {"nakam", "nakos"}) {
    if (!words.front().starts_with(next)) continue;
    const auto rest = words.front().substr(next.size());
    if (!weekday_of(rest)) continue;
    words = {"next", rest};
    return true;
  }
  return false;
}

Message no_day(std::string_view text) {
  if (text.find('/') != std::string_view::npos)
    return msg("\"{}\" can be read in two ways: write 25.11.2026 or 2026-11-25", text);
  return msg("\"{}\" is no day: write 2026-11-25, 25.11.2026, today, yesterday, tue, next tue or +2w", text);
}

Day day_of(std::vector<std::string> words, std::string_view text, Date today) {
  if (const auto day = counted_day(words, text, today)) return *day;
  split_next(words);
  if (words.size() == 2 && is_this(words[0]) && weekday_of(words[1])) words.erase(words.begin());
  if (words.size() == 2) {
    const int wanted = weekday_of(words[1]);
    const int now = weekday(today);
    if (wanted && is_next(words[0])) return today + (8 - now) + (wanted - 1);
    if (wanted && is_last(words[0])) return today + -(now > wanted ? now - wanted : now - wanted + 7);
    return no_day(text);
  }
  if (words.size() != 1) return no_day(text);
  const std::string_view w = words.front();
  if (const auto day = named_day(w, today)) return *day;
  if (const int wanted = weekday_of(w)) {
    const int ahead = (wanted - weekday(today) + 7) % 7;
    if (ahead == 0) return msg("\"{}\" is today: say today, next {} or last {}", text, text, text);
    return today + ahead;
  }
  if (const auto d = parse_date(w)) return *d;
  if (w.size() == 10 && w[4] == '-' && w[7] == '-') return msg("there is no day {}", text);
  if (auto d = dotted(w)) return *d;
  if (auto d = offset(w, today)) return *d;
  return no_day(text);
}

/// Reads `10:00`, `9:30`, `10h`, `10h30`; where it cannot be a day also `10`, `10.` and `10.30`. Returns false if the
/// word is none of these.
bool clock_of(std::string_view w, LocalTime& t, bool cannot_be_a_day) {
  if (cannot_be_a_day && w.ends_with('.')) w.remove_suffix(1);
  const auto mark = std::min(w.find_first_of(":.h"), w.size());
  const auto minutes = w.substr(std::min(mark + 1, w.size()));
  if (mark > 2 || !number(w.substr(0, mark), t.hour)) return false;
  if (mark == w.size()) return cannot_be_a_day;
  if (w[mark] == 'h' && minutes.empty()) return true;
  if (w[mark] == '.' && !cannot_be_a_day) return false;
  return minutes.size() == 2 && number(minutes, t.minute);
}

/// Refuses half hours in words, `pol enajstih` and `pusvienpadsmitos`, which are half past ten. Returns nothing if the
/// words hold none.
std::optional<Message> half_hour(const std::vector<std::string>& words, std::string_view text) {
  static constexpr std::array<DayWords, 12> hours{DayWords{"enih", "vienos"},
                                                  DayWords{"dveh", "divos"},
                                                  DayWords{"treh", "trijos"},
                                                  DayWords{"stirih", "cetros"},
                                                  DayWords{"petih", "piecos"},
                                                  DayWords{"sestih", "sesos"},
                                                  DayWords{"sedmih", "septinos"},
                                                  DayWords{"osmih", "astonos"},
                                                  DayWords{"devetih", "devinos"},
                                                  DayWords{"desetih", "desmitos"},
                                                  DayWords{"enajstih", "vienpadsmitos"},
                                                  DayWords{"dvanajstih", "divpadsmitos"}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view hour;
    if (words[i] == "pol" && i + 1 < words.size()) hour = words[i + 1];
    else if (words[i].starts_with("pus")) hour = std::string_view(words[i]).substr(3);
    for (std::size_t of = 0; of < hours.size(); ++of)
      if (!hour.empty() && among(hour, hours[of]))
        return msg("\"{}\": write the time in digits: {}:30", text, std::int64_t{of == 0 ? 12 : static_cast<int>(of)});
  }
  return std::nullopt;
}

}  // namespace

std::variant<Date, Message> parse_day(std::string_view text, Date today) {
  return day_of(words_of_day(text).words, text, today);
}

std::variant<LocalTime, Message> parse_time(std::string_view text, const LocalTime& now) {
  auto [words, says_clock] = words_of_day(text);
  if (words.size() == 1 && among(words.front(), {"now", "zdaj", "tagad"})) return now;
  if (const auto iso = parse_local_time(text)) return *iso;
  if (auto half = half_hour(words, text)) return *std::move(half);
  LocalTime t;
  if (words.empty() || !clock_of(words.back(), t, says_clock || words.size() > 1)) {
    auto day = day_of(words, text, now.date);
    if (const auto* wrong = std::get_if<Message>(&day)) {
      if (words.size() < 2 && text.find(':') == std::string_view::npos) return *wrong;
      return msg("\"{}\" is no time: write a day, then a time, such as 25.11.2026 10:00 or tue 10:00", text);
    }
    return msg("\"{}\" has no time: write it as \"{} 10:00\"", text, std::get<Date>(day));
  }
  words.pop_back();
  t.date = now.date;
  if (!words.empty()) {
    auto day = day_of(words, text, now.date);
    if (auto* wrong = std::get_if<Message>(&day)) return *wrong;
    t.date = std::get<Date>(day);
  }
  if (!exists(t)) return msg("there is no time {}", fmt::format("{:02}:{:02}", t.hour, t.minute));
  return t;
}

std::variant<LocalTime, Message> parse_time_instead(std::string_view text, const LocalTime& appointment,
                                                    const LocalTime& now) {
  if (const auto iso = parse_local_time(text)) return *iso;
  auto [words, says_clock] = words_of_day(text);
  if (auto half = half_hour(words, text)) return *std::move(half);
  auto t = appointment;
  t.second = 0;
  LocalTime clock;
  // `in 2 weeks` ends with no hour, and neither does a date alone.
  const bool has_clock = !words.empty() && clock_of(words.back(), clock, says_clock || words.size() > 1);
  if (has_clock) {
    t.hour = clock.hour;
    t.minute = clock.minute;
    words.pop_back();
  }
  const int wanted = words.size() == 1 ? weekday_of(words.front()) : 0;
  if (wanted) {
    const int ahead = (wanted - weekday(appointment.date) + 7) % 7;
    t.date = appointment.date + (ahead == 0 ? 7 : ahead);
  } else if (!words.empty() || !has_clock) {
    const bool from_today = words.size() == 1 && !offset(words.front(), now.date);
    auto day = day_of(words, text, from_today ? now.date : appointment.date);
    if (auto* wrong = std::get_if<Message>(&day)) return *wrong;
    t.date = std::get<Date>(day);
  }
  if (!exists(t)) return msg("there is no time {}", fmt::format("{:02}:{:02}", t.hour, t.minute));
  return t;
}

std::variant<Date, Message> parse_distance(std::string_view text, Date from) {
  const auto words = words_of_day(text).words;
  if (const auto day = counted_day(words, text, from)) return *day;
  if (words.size() == 1) {
    const auto& w = words.front();
    if (const auto day = offset(is_digit(w.front()) ? "+" + w : w, from)) return *day;
  }
  return msg("\"{}\" is no distance: write +1w, -3d or 1m", text);
}

namespace {

using MaybePeriod = std::variant<report::Period, Message>;

struct PeriodWord {
  std::string_view word;
  report::Period (*make)(Date);
  bool last;
};
constexpr std::array period_words{
    PeriodWord{"this-month", report::month_of, false},     PeriodWord{"last-month", report::month_of, true},
    PeriodWord{"this-quarter", report::quarter_of, false}, PeriodWord{"last-quarter", report::quarter_of, true},
    PeriodWord{"this-year", report::year_of, false},       PeriodWord{"last-year", report::year_of, true},
};

/// Returns the number that the whole text writes in digits; nothing if it is anything else.
std::optional<int> whole_number(std::string_view text) {
  int n = 0;
  return number(text, n) ? std::optional(n) : std::nullopt;
}

bool digits_alone(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Returns true for `2026-02-30`, `30.2.2026`: they are meant as a day, so what is wrong with them is told as of a day.
bool written_as_a_day(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  return (text.size() == 10 && text[4] == '-' && text[7] == '-') || std::count(text.begin(), text.end(), '.') >= 2;
}

constexpr int first_year = 1900, last_year = 9900;
constexpr int longest_period = 100 * 366;  // in days; the period before it lies within the calendar as well

Message no_year(std::string_view year) {
  return msg("there is no report for the year {}: write a year from {} to {}, with its four digits", year,
             std::int64_t{first_year}, std::int64_t{last_year});
}

Message no_period(std::string_view text) {
  return msg(
      "\"{}\" is no period: write a month (2026-10), a quarter (2026-Q3), a year (2026), last-month, "
      "or from..to (2026-01-01..2026-06-30)",
      text);
}

/// Returns one stretch that has a name: a year, a quarter, a month, a day, or a word.
MaybePeriod named_period(std::string_view text, Date today) {
  for (const auto& w : period_words)
    if (w.word == text) return w.last ? report::before(w.make(today)) : w.make(today);
  const auto year_text = text.substr(0, text.find('-'));
  const bool has_year = year_text.size() == 4 && whole_number(year_text);
  const int year = has_year ? whole_number(year_text).value_or(0) : 0;
  if (digits_alone(text) && !has_year) return no_year(text);
  if (has_year && (year < first_year || year > last_year)) return no_year(year_text);
  if (has_year && text.size() == 4) return report::year_of({year, 1, 1});
  if (has_year && text.size() == 7) {
    const bool quarter = text[5] == 'Q' || text[5] == 'q';
    const int n = whole_number(text.substr(quarter ? 6 : 5)).value_or(0);
    if (quarter && (n < 1 || n > 4)) return msg("there is no quarter {}: a year has Q1 to Q4", text);
    if (n < 1 || n > 12) return msg("there is no month {}: a year has 01 to 12", text);
    const Date first{year, quarter ? 3 * n : n, 1};
    return quarter ? report::quarter_of(first) : report::month_of(first);
  }
  auto day = parse_day(text, today);
  if (auto* wrong = std::get_if<Message>(&day)) return written_as_a_day(text) ? *wrong : no_period(text);
  const auto d = std::get<Date>(day);
  if (d.year < first_year || d.year > last_year) return no_year(std::to_string(d.year));
  return report::Period{d, d, report::Span::days};
}

}  // namespace

MaybePeriod parse_period(std::string_view text, Date today) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return named_period(text, today);
  const auto first = text.substr(0, dots), second = text.substr(dots + 2);
  if (first.empty() || second.empty()) return no_period(text);
  auto period = named_period(first, today);
  if (std::holds_alternative<Message>(period)) return period;
  auto last = named_period(second, today);
  if (std::holds_alternative<Message>(last)) return last;
  const auto from = std::get<report::Period>(period).from, to = std::get<report::Period>(last).to;
  if (to < from) return msg("the period {} ends before it begins: {} comes before {}", text, to, from);
  if (to - from > longest_period) return msg("the period {} is too long: a report is of 100 years at most", text);
  return report::Period{from, to, report::Span::days};
}

}  // namespace psp::cli
