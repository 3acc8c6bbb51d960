// Two texts of a file, as the lines in which they differ.
#pragma once

#include <string>
#include <string_view>

namespace psp::render {

/// A line for each that only one of the two has, with its number there: `-12 …` in the earlier, `+12 …` in the later
/// one; safe for a terminal. "" where all lines are the same.
std::string changed_lines(std::string_view before, std::string_view after);

}  // namespace psp::render
