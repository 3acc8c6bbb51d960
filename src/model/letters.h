// Texts compared as people read them, so that Kovač, KOVAC and kovač are one word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace psp {

/// Returns the UTF-8 text with its letters and digits as plain() has them (model/unicode.h), in lower case and without
/// marks, and without characters that show nothing. All else stays as it is, also bytes that are not UTF-8.
std::string folded(std::string_view text);

/// Returns the words of a name, folded: what blanks part.
std::vector<std::string> folded_words(std::string_view name);

/// Returns the UTF-8 text with small letters for capital ones (Latin up to U+017F, Greek, Cyrillic); diacritics stay.
std::string in_lower_case(std::string_view text);

/// Returns true for a code point of a word: a letter or digit of any script, or a mark from U+0300 to U+036F.
bool in_word(char32_t);

/// Returns true for a capital letter of any script.
bool is_capital(char32_t);

}  // namespace psp
