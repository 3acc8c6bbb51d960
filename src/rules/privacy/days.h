// Days found within a text, in whatever way they are written.
#pragma once

#include <string_view>
#include <vector>

#include "model/date.h"
#include "rules/privacy/names.h"

namespace psp::rules {

/// A day as it stands: 25.12.1980, 25. 12. 1980, 25/12/1980, 1980-12-25, 25. decembra 1980.
struct DayInText {
  std::size_t begin, end;
  Date day;
};

/// Returns the days of a text in plain letters whose words these are: with a month of any of the three languages, and
/// days that exist alone.
std::vector<DayInText> days_in(std::string_view text, const std::vector<NameWord>& words);

}  // namespace psp::rules
