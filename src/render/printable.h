// Text that is safe to show on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace psp::render {

/// Returns true for a character that could hide what a text says: a control character (C0 but tab and line break, DEL,
/// C1), a bidirectional or a zero-width one, a soft hyphen, U+2028, U+2029, an annotation or a tag.
bool is_hidden(char32_t);

/// Returns the text with hidden characters, and bytes that are no UTF-8, shown as `\u{202e}` or `\x{ff}`.
std::string printable(std::string_view text);

/// Returns the same on one line: line breaks and tabs become blanks.
std::string printable_line(std::string_view text);

}  // namespace psp::render
