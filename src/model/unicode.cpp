#include "model/unicode.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "model/text.h"
#include "model/utf8.h"

namespace psp {

std::size_t columns(std::string_view text) {
  if (is_plain_ascii(text)) return text.size();
  int n = 0;
  while (!text.empty()) {
    const auto [code, length] = decode(text);
    n += length == 0 ? 1 : utf8proc_charwidth(static_cast<utf8proc_int32_t>(code));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return static_cast<std::size_t>(n);
}

std::string composed(std::string_view text) {
  utf8proc_uint8_t* out = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &out, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  return length < 0 ? std::string(text)
                    : std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
}

namespace {

/// A letter that Unicode does not decompose, and its plain Latin form; Cyrillic letters are among them, so that a name
/// is the same in both scripts.
struct WholeLetter {
  char32_t code;
  std::string_view plain;
};
constexpr WholeLetter whole_letters[] = {
    {U'đ', "d"},  {U'ð', "d"},  {U'ɖ', "d"},  {U'ł', "l"},  {U'ɫ', "l"}, {U'ø', "o"},  {U'ħ', "h"}, {U'ŧ', "t"},
    {U'ı', "i"},  {U'ĸ', "k"},  {U'ŋ', "n"},  {U'ɨ', "i"},  {U'ʉ', "u"}, {U'ƶ', "z"},  {U'ǥ', "g"}, {U'æ', "ae"},
    {U'œ', "oe"}, {U'þ', "th"}, {U'а', "a"},  {U'б', "b"},  {U'в', "v"}, {U'г', "g"},  {U'ґ', "g"}, {U'д', "d"},
    {U'ђ', "d"},  {U'е', "e"},  {U'є', "je"}, {U'ж', "z"},  {U'з', "z"}, {U'и', "i"},  {U'і', "i"}, {U'ј', "j"},
    {U'к', "k"},  {U'л', "l"},  {U'љ', "lj"}, {U'м', "m"},  {U'н', "n"}, {U'њ', "nj"}, {U'о', "o"}, {U'п', "p"},
    {U'р', "r"},  {U'с', "s"},  {U'т', "t"},  {U'ћ', "c"},  {U'у', "u"}, {U'ф', "f"},  {U'х', "h"}, {U'ц', "c"},
    {U'ч', "c"},  {U'џ', "dz"}, {U'ш', "s"},  {U'щ', "sc"}, {U'ъ', ""},  {U'ы', "i"},  {U'ь', ""},  {U'э', "e"},
    {U'ю', "ju"}, {U'я', "ja"},
};

void append(std::string& out, char32_t code) {
  for (const auto& letter : whole_letters)
    if (letter.code == code) {
      out += letter.plain;
      return;
    }
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

bool is_decimal(char32_t code) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code)) == UTF8PROC_CATEGORY_ND;
}

/// Returns the ASCII digit. In each script the digits have ten codes in a row, the first of which ends in 0 or 6 (hex);
/// only the mathematical ones are five such rows without a gap.
char value_of(char32_t digit) {
  if (digit >= 0x1d7ce && digit <= 0x1d7ff) return static_cast<char>('0' + (digit - 0x1d7ce) % 10);
  const auto last = digit & 0xf;
  const bool from_six = last >= 6 && !is_decimal(digit - last);
  return static_cast<char>('0' + (from_six ? last - 6 : last));
}

Sign sign_by_category(char32_t code) {
  const auto c = static_cast<utf8proc_int32_t>(code);
  if (code == '\n' || code == 0x85 || code == 0x2028 || code == 0x2029) return Sign::line_break;
  if (code == '\t' || code == '\r' || code == '\v' || code == '\f' || code == 0x2800) return Sign::blank;
  if (code == 0x2212) return Sign::dash;  // a minus
  if (utf8proc_get_property(c)->ignorable) return Sign::invisible;
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return Sign::letter;
    case UTF8PROC_CATEGORY_ND: return Sign::digit;
    case UTF8PROC_CATEGORY_ZS: return Sign::blank;
    case UTF8PROC_CATEGORY_PD: return Sign::dash;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF: return Sign::invisible;
    default: return Sign::other;
  }
}

Plain computed(char32_t code) {
  Plain p;
  p.sign = sign_by_category(code);
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
  p.capital = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
  switch (p.sign) {
    case Sign::invisible: return p;
    case Sign::blank: p.letters = " "; return p;
    case Sign::line_break: p.letters = "\n"; return p;
    case Sign::dash: p.letters = "-"; return p;
    case Sign::digit: p.letters = std::string(1, value_of(code)); return p;
    default: break;
  }
  utf8proc_int32_t parts[32];
  int last_class = UTF8PROC_BOUNDCLASS_START;
  const auto n =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code), parts, 32,
                              static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                                             UTF8PROC_IGNORE | UTF8PROC_STRIPMARK),
                              &last_class);
  if (n < 0 || n > 32) {
    append(p.letters, code);
    return p;
  }
  for (utf8proc_ssize_t i = 0; i < n; ++i) append(p.letters, static_cast<char32_t>(parts[i]));
  return p;
}

}  // namespace

Plain plain(char32_t code) {
  // Latin, Greek and Cyrillic are what most texts have: these are computed once.
  static const auto near = [] {
    std::array<Plain, 0x600> all;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = computed(static_cast<char32_t>(i));
    return all;
  }();
  return code < near.size() ? near[code] : computed(code);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t most) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;  // columns of the last line
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    const auto wide = columns(word);
    if (used > 0 && used + 1 + wide > most) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) lines.back() += ' ';
    lines.back() += word;
    used += wide + (used > 0);
  }
  return lines;
}

}  // namespace psp
