// Two texts of a file, as the lines in which they differ.
#pragma once

#include <string>
#include <string_view>

namespace psp::render {

/// Returns a line for each that only one of the two has, with its number there: `-12 …` in the earlier, `+12 …` in the
/// later one; "" if all are the same. If the texts are too long to be compared (the product of what differs in lines is
/// above 4 million), all from the first to the last difference are told. What is returned is safe for a terminal.
std::string changed_lines(std::string_view before, std::string_view after);

}  // namespace psp::render
