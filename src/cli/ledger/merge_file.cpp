// psp merge-file: what git's merge driver runs; it needs no ledger.
#include <charconv>
#include <cstdint>
#include <system_error>

#include "actions/merge_file.h"
#include "cli/commands.h"
#include "cli/context.h"

namespace psp::cli {
namespace {

constexpr int longest_marker = 1000;

int marker_size(const Arguments& given) {
  const auto text = given.text("SIZE");
  int size = format::usual_marker_size;
  const auto end = text.data() + text.size();
  const auto [read_to, wrong] = std::from_chars(text.data(), end, size);
  const bool well = text.empty() || (wrong == std::errc() && read_to == end);
  if (!well || size < 1 || size > longest_marker)
    throw Failure{Exit::usage, msg("SIZE is how many signs a marker has, a number from 1 to {}", longest_marker)};
  return size;
}

}  // namespace

Syntax merge_file_syntax() {
  return {{{"BASE", "what both come from"},
           {"OURS", "one version: the result is written into it"},
           {"THEIRS", "the other"},
           {"SIZE", "how many signs a marker of a conflict has; 7 where it is left out", false}},
          {}};
}

Exit run_merge_file(Context& context) {
  const auto& given = context.arguments;
  const auto size = marker_size(given);
  const auto merged =
      actions::merge_file({context.directory, given.text("BASE"), given.text("OURS"), given.text("THEIRS"), size});
  context.tell_saved(merged.durable);
  for (const auto& d : merged.met) context.show(d);
  if (merged.conflicts.empty()) return Exit::done;
  if (merged.for_git_alone) return Exit::findings;
  for (const auto& conflict : merged.conflicts) context.show(conflict);
  context.mention(msg_count(static_cast<std::int64_t>(merged.conflicts.size()),
                            "{1}: {0} conflict is for you to settle; when it is, git add",
                            "{1}: {0} conflicts are for you to settle; when they are, git add", merged.name));
  return Exit::findings;
}

}  // namespace psp::cli
