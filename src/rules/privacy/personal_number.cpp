#include "rules/privacy/personal_number.h"

#include <algorithm>
#include <array>
#include <string>

#include "model/date.h"
#include "model/letters.h"
#include "model/text.h"
#include "model/utf8.h"

namespace psp::rules {
namespace {

int value(char c) { return c - '0'; }

bool all_digits(std::string_view text, std::size_t size) {
  return text.size() == size && std::all_of(text.begin(), text.end(), is_digit);
}

int number(std::string_view digits) {
  int n = 0;
  for (const char c : digits) n = 10 * n + value(c);
  return n;
}

template <std::size_t N>
int weighed(std::string_view digits, const std::array<int, N>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < N; ++i) sum += weights[i] * value(digits[i]);
  return sum;
}

/// Returns true if the digits begin with an existing day: DDMMYY and the digit of the century.
bool has_latvian_day(std::string_view digits) {
  const int century = value(digits[6]);
  return century <= 2 && exists(Date{1800 + 100 * century + number(digits.substr(4, 2)), number(digits.substr(2, 2)),
                                     number(digits.substr(0, 2))});
}

bool is_undated(std::string_view digits) { return digits[0] == '3' && digits[1] >= '2'; }

/// Returns true for eleven digits that may be a telephone number of Latvia or Slovenia with its country code.
bool is_like_a_phone(std::string_view digits) { return digits.starts_with("371") || digits.starts_with("386"); }

/// Returns true if the line, in the 40 bytes before `at`, has a word for such a code.
bool behind_the_word(std::string_view text, std::size_t at) {
  constexpr std::size_t far = 40;
  const auto begin = std::max(text.rfind('\n', at) + 1, at > far ? at - far : 0);
  const auto before = folded(text.substr(begin, at - begin));
  return before.find("kod") != std::string::npos || before.find("code") != std::string::npos ||
         before.find("p.k") != std::string::npos || before.find("p. k") != std::string::npos;
}

/// Returns true if the text begins with a letter or digit of any script, an underscore, or a byte that is not UTF-8.
bool joins(std::string_view text) {
  if (text.front() == '_') return true;
  const auto [code, length] = decode(text);
  return length == 0 || in_word(code);
}

/// Returns the text from the last code point before `at` on.
std::string_view last_before(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
  return text.substr(at);
}

bool free_before(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char c = text[at - 1];
  if (joins(last_before(text, at)) || c == '+') return false;
  return !((c == '-' || c == '.') && at > 1 && is_digit(text[at - 2]));
}

bool free_behind(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  if (joins(text.substr(at))) return false;
  return !((text[at] == '-' || text[at] == '.') && at + 1 < text.size() && is_digit(text[at + 1]));
}

std::size_t end_of_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

/// Takes six digits, a dash, and five digits that begin at `rest`, if they are a Latvian number.
void take_dashed(std::string_view text, std::size_t begin, std::size_t rest, std::vector<PersonalNumber>& found) {
  const auto digits = std::string(text.substr(begin, 6)) + std::string(text.substr(rest, 5));
  const auto add = [&](PersonalNumberKind kind) { found.push_back({begin, rest + 5, kind}); };
  if (is_personas_kods(digits)) add(PersonalNumberKind::kods);
  else if (is_undated(digits)) add(PersonalNumberKind::kods_undated);
  else if (has_latvian_day(digits)) add(PersonalNumberKind::kods_like);
}

void take_plain(std::string_view text, std::size_t begin, std::string_view digits, std::vector<PersonalNumber>& found) {
  const auto add = [&](PersonalNumberKind kind) { found.push_back({begin, begin + digits.size(), kind}); };
  if (is_emso(digits)) add(PersonalNumberKind::emso);
  else if (is_personas_kods(digits)) add(PersonalNumberKind::kods);
  else if (digits.size() == 11 && is_undated(digits) && !is_like_a_phone(digits) && behind_the_word(text, begin))
    add(PersonalNumberKind::kods_undated);
}

}  // namespace

bool is_emso(std::string_view digits) {
  if (!all_digits(digits, 13)) return false;
  const int year = number(digits.substr(4, 3));
  const Date born{year >= 850 ? 1000 + year : 2000 + year, number(digits.substr(2, 2)), number(digits.substr(0, 2))};
  if ((year >= 100 && year < 850) || !exists(born)) return false;
  const int rest = weighed<12>(digits, {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
  return rest != 1 && value(digits[12]) == (11 - rest) % 11;
}

bool is_personas_kods(std::string_view digits) {
  return all_digits(digits, 11) && has_latvian_day(digits) &&
         (1 + weighed<10>(digits, {10, 5, 8, 4, 2, 1, 6, 3, 7, 9})) % 11 % 10 == value(digits[10]);
}

namespace {

/// Returns the end of an EMŠO that begins at `begin`, its digits perhaps in groups behind one blank or dash each; 0 if
/// there is none.
std::size_t end_of_parted_emso(std::string_view text, std::size_t begin) {
  std::string digits;
  auto at = begin;
  while (digits.size() < 13) {
    const auto end = end_of_digits(text, at);
    digits += text.substr(at, end - at);
    at = end;
    if (digits.size() >= 13 || end + 1 >= text.size() || (text[end] != ' ' && text[end] != '-') ||
        !is_digit(text[end + 1]))
      break;
    ++at;
  }
  return is_emso(digits) && free_behind(text, at) ? at : 0;
}

/// Returns where five digits begin behind a dash, with or without blanks around it, at `end`; 0 if there are none.
std::size_t behind_dash(std::string_view text, std::size_t end) {
  auto at = text.substr(end).starts_with(" - ") ? end + 3 : text.substr(end).starts_with('-') ? end + 1 : 0;
  return at > 0 && end_of_digits(text, at) == at + 5 ? at : 0;
}

}  // namespace

std::vector<PersonalNumber> personal_numbers(std::string_view text) {
  std::vector<PersonalNumber> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    if (const auto end = free_before(text, at) ? end_of_parted_emso(text, at) : 0) {
      found.push_back({at, end, PersonalNumberKind::emso});
      at = end;
      continue;
    }
    const auto end = end_of_digits(text, at);
    const auto digits = text.substr(at, end - at);
    if (free_before(text, at)) {
      const auto rest = digits.size() == 6 ? behind_dash(text, end) : 0;
      if (rest > 0 && free_behind(text, rest + 5)) take_dashed(text, at, rest, found);
      else if (free_behind(text, end)) take_plain(text, at, digits, found);
    }
    at = end;
  }
  return found;
}

}  // namespace psp::rules
