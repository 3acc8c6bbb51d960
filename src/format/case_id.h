// Changes the case id in the text of a case file.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "model/case.h"
#include "model/message.h"

namespace psp::format {

/// Returns the text of a case file with `id` as the value of `case` and every other byte as it was; `old` is what
/// `text` was read as. Returns the reason if the new text, read again, would differ in anything else.
std::variant<std::string, Message> with_case_id(std::string_view text, const Case& old, std::string_view id);

}  // namespace psp::format
