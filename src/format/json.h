// JSON text as a flat list of its values. Only json.cpp uses the JSON library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace psp::format {

/// Holds each text, number, truth value and null of a document by its path (a JSON Pointer of RFC 6901, as
/// `/groups/0/cases/opened`): texts without quotes, numbers in their shortest form. Empty lists and objects are absent.
using FlatJson = std::map<std::string, std::string>;

/// Returns the values of a JSON text; nothing if it is no JSON, is not UTF-8, is nested more than 32 levels deep, has
/// more than 500,000 values, or keys so long that its paths would take more than 256 MiB. If a key comes twice in an
/// object, the last one counts.
std::optional<FlatJson> read_json(std::string_view text);

}  // namespace psp::format
