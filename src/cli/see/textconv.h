// A case file in words, piece by piece in the order of the file.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "render/difference.h"

namespace psp::cli {

/// Returns the file in words; nothing if the text is no file of records. Keys of the office's own are told as they
/// stand.
std::optional<std::vector<render::Paragraph>> in_words(std::string_view text);

}  // namespace psp::cli
