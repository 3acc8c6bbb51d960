// Finds the ends of TOML's strings and comments in a text that is not parsed. All code of psp that looks at unparsed
// TOML uses these functions, so that it sees a string exactly where the library sees one.
#pragma once

#include <cstddef>
#include <string_view>

namespace psp::format {

/// Returns the place behind the last quote of the string whose first quote is at `at`. A string that is not closed ends
/// at the end of the text, one of a single line already before its line break.
std::size_t end_of_string(std::string_view text, std::size_t at);

/// Returns the place of the line break that ends the comment at `at`, or the end of the text.
std::size_t end_of_comment(std::string_view text, std::size_t at);

}  // namespace psp::format
