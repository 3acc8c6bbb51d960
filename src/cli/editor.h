// The person's editor.
#pragma once

#include <filesystem>
#include <optional>

#include "cli/context.h"

namespace psp::cli {

/// Throws a Failure (Exit::usage) where nobody could work with an editor: no terminal is there, and none is named that
/// could do without. To be asked before a draft is made.
void refuse_without_editor(const Context&);

/// Opens a file in the editor (VISUAL, EDITOR, else vi) and waits until that is done. What went wrong where it did not
/// end well; the file then holds what it had saved.
std::optional<Message> open_editor(const Context&, const std::filesystem::path& file);

}  // namespace psp::cli
