// What Unicode's tables say of a text. Only unicode.cpp uses utf8proc, the library that has them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace psp {

/// Returns how many columns the UTF-8 text takes on a terminal (UAX #11): none for a combining mark, two for a wide
/// letter such as a Chinese one, one for a byte that is not UTF-8.
std::size_t columns(std::string_view text);

/// Returns the text in lines of at most so many columns, broken at its blanks. A line that a longer word begins is
/// longer.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// Returns the text in composed form (Unicode's NFC), in which a letter and its mark are one code point if Unicode has
/// one. Returns a text that is not valid UTF-8 as it is.
std::string composed(std::string_view text);

/// What a code point is in a text of words.
enum class Sign : unsigned char { letter, digit, blank, line_break, dash, invisible, other };

/// A code point in the form in which words are compared.
struct Plain {
  std::string
      letters;  ///< in lower case, in its compatible form, without marks: "c" of Č, "ss" of ß, "d" of đ, "z" of Ж
  Sign sign = Sign::other;
  bool capital = false;
};

/// Returns what a code point is read as: " " for a blank of any kind, "\n" for a line break, "-" for a dash, the ASCII
/// digit for one of any script, and "" with Sign::invisible for a mark, a control character and what shows nothing,
/// such as a soft hyphen or a byte order mark. Several threads may call it at once.
Plain plain(char32_t code);

}  // namespace psp
