#include "model/date.h"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "model/text.h"

namespace psp {
namespace {

std::chrono::year_month_day calendar(Date d) {
  return std::chrono::year(d.year) / std::chrono::month(static_cast<unsigned>(d.month)) /
         std::chrono::day(static_cast<unsigned>(d.day));
}

Date civil(std::chrono::year_month_day ymd) {
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

/// Takes exactly `width` digits from the front of `text`; returns false, and takes none, if fewer stand there.
bool take_digits(std::string_view& text, std::size_t width, int& number) {
  if (text.size() < width) return false;
  for (const char c : text.substr(0, width))
    if (!is_digit(c)) return false;
  std::from_chars(text.data(), text.data() + width, number);
  text.remove_prefix(width);
  return true;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text, Date& d) {
  return take_digits(text, 4, d.year) && take(text, '-') && take_digits(text, 2, d.month) && take(text, '-') &&
         take_digits(text, 2, d.day) && exists(d);
}

bool take_local_time(std::string_view& text, LocalTime& t) {
  if (!take_date(text, t.date)) return false;
  if (!take(text, 'T') && !take(text, ' ')) return false;
  if (!take_digits(text, 2, t.hour) || !take(text, ':') || !take_digits(text, 2, t.minute)) return false;
  if (take(text, ':') && !take_digits(text, 2, t.second)) return false;
  return exists(t);
}

}  // namespace

bool exists(Date d) { return d.year >= first_date.year && d.year <= last_date.year && calendar(d).ok(); }

bool exists(const LocalTime& t) {
  return exists(t.date) && t.hour >= 0 && t.hour < 24 && t.minute >= 0 && t.minute < 60 && t.second >= 0 &&
         t.second < 60;
}

int day_number(Date d) { return static_cast<int>(std::chrono::sys_days(calendar(d)).time_since_epoch().count()); }

Date from_day_number(int days) { return civil(std::chrono::sys_days(std::chrono::days(days))); }

Date operator+(Date d, int days) { return from_day_number(day_number(d) + days); }

int operator-(Date later, Date earlier) { return day_number(later) - day_number(earlier); }

Date plus_months(Date d, int months) {
  const auto shifted = calendar(d) + std::chrono::months(months);
  return civil(shifted.ok() ? shifted : shifted.year() / shifted.month() / std::chrono::last);
}

Date plus_years(Date d, int years) { return plus_months(d, 12 * years); }

int weekday(Date d) {
  return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(calendar(d))).iso_encoding());
}

long long instant(const Moment& m) {
  const long long seconds = m.local.hour * 3600LL + m.local.minute * 60LL + m.local.second;
  return day_number(m.local.date) * 86400LL + seconds - m.offset * 60LL;
}

LocalTime in_utc(const Moment& m) {
  constexpr long long day = 86400;
  const auto seconds = instant(m);
  const auto days = (seconds >= 0 ? seconds : seconds - (day - 1)) / day;
  const auto rest = static_cast<int>(seconds - days * day);
  return {from_day_number(static_cast<int>(days)), rest / 3600, rest / 60 % 60, rest % 60};
}

Moment next_second(const Moment& m) {
  auto next = m;
  if (++next.local.second < 60) return next;
  next.local.second = 0;
  if (++next.local.minute < 60) return next;
  next.local.minute = 0;
  if (++next.local.hour < 24) return next;
  next.local.hour = 0;
  next.local.date = next.local.date + 1;
  return next;
}

namespace {

/// Adds a number of two or four digits behind the sign that parts it from what stands before, if there is one. An
/// answer over all cases writes hundreds of thousands of them.
void add(std::string& text, char sign, int number, int digits) {
  if (sign) text += sign;
  const int least = digits == 4 ? 1000 : 10;
  if (number < 0 || number >= 10 * least) {  // a day that no calendar of ours has
    text += fmt::format("{:0{}}", number, digits);
    return;
  }
  for (int unit = least; unit > 0; unit /= 10) text += static_cast<char>('0' + number / unit % 10);
}

}  // namespace

std::string to_text(Date d) {
  std::string text;
  add(text, 0, d.year, 4);
  add(text, '-', d.month, 2);
  add(text, '-', d.day, 2);
  return text;
}

std::string to_text(const LocalTime& t) {
  auto text = to_text(t.date);
  add(text, 'T', t.hour, 2);
  add(text, ':', t.minute, 2);
  add(text, ':', t.second, 2);
  return text;
}

std::string to_text(const Moment& m) {
  const int minutes = m.offset < 0 ? -m.offset : m.offset;
  auto text = to_text(m.local);
  add(text, m.offset < 0 ? '-' : '+', minutes / 60, 2);
  add(text, ':', minutes % 60, 2);
  return text;
}

std::string short_text(const LocalTime& t) {
  auto text = to_text(t.date);
  add(text, ' ', t.hour, 2);
  add(text, ':', t.minute, 2);
  return text;
}

std::optional<Date> parse_date(std::string_view text) {
  Date d;
  if (!take_date(text, d) || !text.empty()) return std::nullopt;
  return d;
}

std::optional<LocalTime> parse_local_time(std::string_view text) {
  LocalTime t;
  if (!take_local_time(text, t) || !text.empty()) return std::nullopt;
  return t;
}

std::optional<Moment> parse_moment(std::string_view text) {
  Moment m;
  if (!take_local_time(text, m.local)) return std::nullopt;
  if (text == "Z") return m;
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  int hours = 0, minutes = 0;
  if (!take_digits(text, 2, hours) || !take(text, ':') || !take_digits(text, 2, minutes) || !text.empty())
    return std::nullopt;
  if (hours > 23 || minutes > 59) return std::nullopt;
  m.offset = sign * (hours * 60 + minutes);
  return m;
}

}  // namespace psp
