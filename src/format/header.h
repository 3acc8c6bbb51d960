// The header of a case file, corrected in its place.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "model/case.h"
#include "model/message.h"

namespace psp::format {

/// The text of a case file with another id as the value of `case`, every other byte as it was; or why that cannot be:
/// the new text is read again, and must differ in nothing else. `old` is what `text` was read as.
std::variant<std::string, Message> with_case_id(std::string_view text, const Case& old, std::string_view id);

}  // namespace psp::format
