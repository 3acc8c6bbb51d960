#include "model/letters.h"

#include <algorithm>

#include "model/text.h"
#include "model/unicode.h"
#include "model/utf8.h"

namespace psp {
std::string folded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [code, length] = decode(text);
    const char c = text.front();
    if (length <= 1) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else {
      const auto p = plain(code);
      const bool reads = p.sign == Sign::letter || p.sign == Sign::digit || p.sign == Sign::invisible;
      out += reads ? std::string_view(p.letters) : text.substr(0, length);
    }
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

std::vector<std::string> folded_words(std::string_view name) {
  const auto plain_name = folded(name);
  std::vector<std::string> words;
  for (const auto word : words_of(plain_name)) words.emplace_back(word);
  return words;
}

bool in_word(char32_t c) {
  if (c < 0x80) return is_digit(static_cast<char>(c)) || is_letter(static_cast<char>(c));
  const auto sign = plain(c).sign;
  const bool mark = sign == Sign::invisible && c >= 0x300 && c < 0x370;
  return sign == Sign::letter || sign == Sign::digit || mark;
}

bool is_capital(char32_t c) { return plain(c).capital; }

}  // namespace psp
