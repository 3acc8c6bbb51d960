// Decodes UTF-8, one code point at a time.
#pragma once

#include <string_view>

namespace psp {

struct CodePoint {
  char32_t code = 0;
  std::size_t length = 0;  ///< in bytes; 0 if the text does not begin with valid UTF-8
};

/// Returns the code point at the front of a text, which must not be empty.
CodePoint decode(std::string_view text);

}  // namespace psp
