// The person's editor.
#pragma once

#include <filesystem>
#include <optional>

#include "cli/context.h"

namespace psp::cli {

/// Throws a Failure (Exit::usage) if nobody could work with an editor: there is no terminal, and none is named that
/// could do without. To be called before a draft is made.
void refuse_without_editor(const Context&);

/// Opens a file in the editor (VISUAL, EDITOR, else vi) and waits until that is done. Returns what went wrong if it did
/// not end well: the file then holds what the editor had saved.
std::optional<Message> open_editor(const Context&, const std::filesystem::path& file);

}  // namespace psp::cli
