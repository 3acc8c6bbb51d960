// Reads the base of a merge, the text from which both sides come.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "format/merge/slots.h"

namespace psp::format {

/// Reads the base of a merge. If the histories met more than once, git has merged it itself, and it may hold conflict
/// markers: what stands between them is contested, and so is a record whose id stands twice. Returns the errors if the
/// text cannot be read, even with its conflicts resolved, or if a conflict is about a record without an id.
std::variant<Base, std::vector<Diagnostic>> read_base(std::string_view text, std::string_view file);

}  // namespace psp::format
