// What Unicode's tables say of a text; by utf8proc, which this file's .cpp alone knows.
#pragma once

#include <string>
#include <string_view>

namespace psp {

/// Returns how many columns the text takes on a terminal (UAX #11): none for a combining mark, two for a wide letter
/// such as those of Chinese, one for a byte that is no UTF-8.
std::size_t columns(std::string_view text);

/// Returns the text in composed form (NFC): a letter with its mark is one code point where there is one. A text that is
/// no valid UTF-8 is returned as it is.
std::string composed(std::string_view text);

}  // namespace psp
