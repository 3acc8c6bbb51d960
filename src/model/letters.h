// Letters compared as people read them: Kovač, KOVAC and kovač are one word.
#pragma once

#include <string>
#include <string_view>

namespace psp {

/// Lower case without diacritics, of Latin letters up to U+017F; combining marks are dropped. All else stays as it is,
/// bytes that are no UTF-8 too.
std::string folded(std::string_view text);

/// Small letters in place of capitals, of Latin letters up to U+017F, Greek and Cyrillic; diacritics stay.
std::string in_lower_case(std::string_view text);

/// A letter or a digit: what a word is made of. Beyond U+017F all but punctuation and blanks is taken for a letter.
bool in_word(char32_t);

/// A capital letter of Latin up to U+017F.
bool is_capital(char32_t);

}  // namespace psp
