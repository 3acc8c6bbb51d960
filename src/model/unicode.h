// What Unicode's tables say of a text; by utf8proc, which this file's .cpp alone knows.
#pragma once

#include <string>
#include <string_view>

namespace psp {

/// Returns how many columns the text takes on a terminal (UAX #11): none for a combining mark, two for a wide letter
/// such as those of Chinese, one for a byte that is no UTF-8.
std::size_t columns(std::string_view text);

/// Returns the text in composed form (NFC): a letter with its mark is one code point where there is one. A text that is
/// no valid UTF-8 is returned as it is.
std::string composed(std::string_view text);

/// What a code point is to who reads words.
enum class Sign : unsigned char { letter, digit, blank, line_break, dash, invisible, other };

/// A code point as words are compared.
struct Plain {
  std::string
      letters;  ///< in lower case, in its compatible form, without marks: "c" of Č, "ss" of ß, "d" of đ, "z" of Ж
  Sign sign = Sign::other;
  bool capital = false;
};

/// Returns what a code point is read as. A blank of any kind is " ", a dash "-", a digit of any script that of ASCII; a
/// mark, a control character and what shows nothing, such as a soft hyphen or a byte order mark, are Sign::invisible
/// and "".
Plain plain(char32_t code);

}  // namespace psp
