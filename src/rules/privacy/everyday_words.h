// Everyday words that are also names of people.
#pragma once

#include <string_view>

namespace psp::rules {

/// Returns true if a part of a name, in plain letters, is also an everyday word of Slovenian, Latvian or English in any
/// case of declension (Mlinar, a miller; Ozola, of an oak). Several threads may call it at once.
bool is_everyday_word(std::string_view part);

}  // namespace psp::rules
