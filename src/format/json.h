// JSON text as a flat list of what stands in it. json.cpp alone knows the JSON library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace psp::format {

/// Each text, number, truth value and null of the document by its path (`/groups/0/cases/opened`, RFC 6901): texts
/// without their quotes, numbers as briefly as they can be written. Empty lists and objects are left out.
using FlatJson = std::map<std::string, std::string>;

/// Returns nothing where the text is no JSON, is not UTF-8, is nested more than 32 levels deep, has more than 500,000
/// values, or keys so long that its paths would take hundreds of MiB. Of a key that comes twice in an object, the last
/// counts.
std::optional<FlatJson> read_json(std::string_view text);

}  // namespace psp::format
