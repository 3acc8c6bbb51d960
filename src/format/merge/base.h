// What two texts come from, as far as it is known.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "format/merge/slots.h"

namespace psp::format {

/// Reads the base of a merge. Where two histories met more than once, git makes it by a merge of its own, and it may
/// hold the markers of conflicts: then that is certain which stands outside of them, and the rest is contested; so is
/// what an id is there twice for. What is wrong instead: it cannot be read even so, or the conflict is about a record
/// that has no id.
std::variant<Base, std::vector<Diagnostic>> read_base(std::string_view text, std::string_view file);

}  // namespace psp::format
