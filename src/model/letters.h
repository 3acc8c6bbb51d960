// Letters compared as people read them: Kovač, KOVAC and kovač are one word.
#pragma once

#include <string>
#include <string_view>

namespace psp {

/// Returns the letters and digits in lower case, in their compatible form and without marks, as plain() has them
/// (model/unicode.h); what shows nothing is dropped. All else stays as it is, bytes that are no UTF-8 too.
std::string folded(std::string_view text);

/// Small letters in place of capitals, of Latin letters up to U+017F, Greek and Cyrillic; diacritics stay.
std::string in_lower_case(std::string_view text);

/// A letter or a digit of any script, or a mark on one: what a word is made of.
bool in_word(char32_t);

/// A capital letter of any script.
bool is_capital(char32_t);

}  // namespace psp
