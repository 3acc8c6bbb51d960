// The person's editor.
#pragma once

#include <filesystem>
#include <optional>

#include "cli/context.h"

namespace psp::cli {

/// Opens a file in the editor (VISUAL, EDITOR, else vi) and waits until that is done. What went wrong where it did not
/// end well; the file then holds what it had saved.
std::optional<Message> open_editor(const Context&, const std::filesystem::path& file);

}  // namespace psp::cli
