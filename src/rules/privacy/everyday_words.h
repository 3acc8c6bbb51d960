// Everyday words that people are called by as well.
#pragma once

#include <string_view>

namespace psp::rules {

/// Returns whether a part of a name, in plain letters, is a word of everyday in Slovenian, Latvian or English (Mlinar,
/// a miller; Ozola, of an oak), in any case of declension: where it stands alone, it may be that word.
bool is_everyday_word(std::string_view part);

}  // namespace psp::rules
