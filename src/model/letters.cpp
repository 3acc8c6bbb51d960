#include "model/letters.h"

#include <algorithm>

#include "model/utf8.h"

namespace psp {
namespace {

/// The plain letters of U+00C0 to U+017F, in order; `.` where there is none.
constexpr std::string_view plain_letters =
    "aaaaaaaceeeeiiiidnooooo.ouuuuyts"  // À to ß
    "aaaaaaaceeeeiiiidnooooo.ouuuuyty"  // à to ÿ
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiii"
    "jjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr char32_t first_plain = 0xc0;
static_assert(plain_letters.size() == 0x180 - first_plain);

char plain_letter(char32_t c) {
  if (c < first_plain || c >= 0x180) return '.';
  return plain_letters[c - first_plain];
}

bool combining(char32_t c) { return c >= 0x300 && c < 0x370; }

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [code, length] = decode(text);
    const char c = text.front();
    if (length <= 1) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    else if (const char letter = plain_letter(code); letter != '.') out += letter;
    else if (!combining(code)) out += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

std::string in_lower_case(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [code, length] = decode(text);
    auto small = code;
    if (length == 1 && code >= 'A' && code <= 'Z') small += 0x20;
    else if (code == 0x178) small = 0xff;  // Ÿ
    else if (code >= 0xc0 && code < 0x180 && code != 0x130 && is_capital(code)) small += code < 0x100 ? 0x20 : 1;
    else if ((code >= 0x391 && code <= 0x3a9) || (code >= 0x410 && code <= 0x42f)) small += 0x20;
    else if (code >= 0x400 && code <= 0x40f) small += 0x50;
    if (small == code || length == 0) {
      out += text.substr(0, std::max<std::size_t>(length, 1));
    } else if (small < 0x80) {
      out += static_cast<char>(small);
    } else {
      out += static_cast<char>(0xc0 | (small >> 6));
      out += static_cast<char>(0x80 | (small & 0x3f));
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

bool in_word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  if (c < 0x180) return plain_letter(c) != '.';
  const bool punctuation = (c >= 0x2000 && c < 0x2070) || (c >= 0x20a0 && c < 0x20d0) || (c >= 0x2190 && c < 0x2c00) ||
                           (c >= 0x3000 && c < 0x3030);
  return !punctuation;
}

bool is_capital(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c < 0xdf) return plain_letter(c) != '.';
  if (c < 0x100 || c >= 0x17f) return false;
  // Capitals and small letters alternate, with the capital first but in two stretches.
  const bool capital_is_odd = (c >= 0x139 && c <= 0x148) || c >= 0x179;
  return c == 0x178 || (c % 2 == 1) == capital_is_odd;
}

}  // namespace psp
