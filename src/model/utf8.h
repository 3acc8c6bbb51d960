// UTF-8, one code point at a time.
#pragma once

#include <string_view>

namespace psp {

struct CodePoint {
  char32_t code = 0;
  std::size_t length = 0;  ///< in bytes; 0 where the text does not begin with valid UTF-8
};

/// The code point at the front of a text that is not empty.
CodePoint decode(std::string_view text);

}  // namespace psp
