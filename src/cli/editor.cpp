#include "cli/editor.h"

#include "store/disk/process.h"

namespace psp::cli {

namespace {

std::string named_editor(const Context& context) {
  const auto visual = context.environment("VISUAL");
  return visual.empty() ? context.environment("EDITOR") : visual;
}

}  // namespace

void refuse_without_editor(const Context& context) {
  if (context.terminal || !named_editor(context).empty()) return;
  throw Failure{Exit::usage, msg("nobody can write in an editor here, for there is no terminal: nothing was written; a "
                                 "text can be piped in, as with --text -, or VISUAL or EDITOR names a program")};
}

std::optional<Message> open_editor(const Context& context, const std::filesystem::path& file) {
  auto editor = named_editor(context);
  if (editor.empty()) editor = "vi";
  // A shell runs it, for the variable may hold arguments as well.
  const auto ended = store::run_in_front({"sh", "-c", editor + " \"$1\"", "psp", file.string()});
  if (ended.succeeded()) return std::nullopt;
  if (ended.hung_up) return msg("the terminal was gone before the editor \"{}\" was done: nothing was written", editor);
  if (ended.exit == store::Ran::not_there)
    return msg("the editor \"{}\" is not there: nothing was written; VISUAL or EDITOR names another", editor);
  return msg("the editor \"{}\" failed: nothing was written", editor);
}

}  // namespace psp::cli
