// The alphabetical order of words in a language, as people search a list by it.
#pragma once

#include <string>
#include <string_view>

#include "model/office.h"

namespace psp::i18n {

/// Compares UTF-8 texts by the letters of a language: letter by letter (č after c and before d in Slovenian and
/// Latvian), then by the diacritics that make no letter of their own (ā beside a in Latvian), then small before capital
/// letters. Blanks and dashes come before digits, these before letters. Texts that differ are never equal.
struct Alphabetical {
  Language language;

  /// Returns true where `a` stands before `b`.
  bool operator()(std::string_view a, std::string_view b) const;
};

}  // namespace psp::i18n
