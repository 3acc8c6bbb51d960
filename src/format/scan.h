// The one reading of TOML's strings apart from the library's: what looks at a text without parsing it, such as for the
// depth of its keys or the ends of its records, must not see a string where the library sees none.
#pragma once

#include <cstddef>
#include <string_view>

namespace psp::format {

/// Returns where the string ends that begins at `at`, with its first quote: behind its last quote. One of a single line
/// that is not closed there ends before its line break, any other that is not closed at the end of the text.
std::size_t end_of_string(std::string_view text, std::size_t at);

/// Returns where the comment ends that begins at `at`, with its `#`: before its line break, or at the end of the text.
std::size_t end_of_comment(std::string_view text, std::size_t at);

}  // namespace psp::format
