#include "cli/editor.h"

#include "store/process.h"

namespace psp::cli {

std::optional<Message> open_editor(const Context& context, const std::filesystem::path& file) {
  std::string editor = context.environment("VISUAL");
  if (editor.empty()) editor = context.environment("EDITOR");
  if (editor.empty()) editor = "vi";
  // It may have arguments of its own.
  const auto ended = store::run_in_front({"sh", "-c", editor + " \"$1\"", "psp", file.string()});
  if (ended.well()) return std::nullopt;
  if (ended.hung_up) return msg("the terminal was gone before the editor \"{}\" was done: nothing was written", editor);
  if (ended.exit == store::Ran::not_there)
    return msg("the editor \"{}\" is not there: nothing was written; VISUAL or EDITOR names another", editor);
  return msg("the editor \"{}\" failed: nothing was written", editor);
}

}  // namespace psp::cli
