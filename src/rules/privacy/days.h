// Finds days in a text, in whatever way they are written.
#pragma once

#include <string_view>
#include <vector>

#include "model/date.h"
#include "rules/privacy/names.h"

namespace psp::rules {

/// A day found: 25.12.1980, 25. 12. 1980, 25/12/1980, 1980-12-25, 25. decembra 1980. The places are in plain letters.
struct DayInText {
  std::size_t begin, end;
  Date day;
};

/// Returns the existing days of a text in plain letters; the month is a number, or a name in any of the three
/// languages. `words` are those of the text (name_words()).
std::vector<DayInText> days_in(std::string_view text, const std::vector<NameWord>& words);

}  // namespace psp::rules
