#include "format/merge.h"

#include "format/blocks.h"

namespace psp::format {

std::variant<Merged, Refused> merge(const MergeInput& in) {
  for (const auto side : {in.ours, in.theirs})
    if (auto blocks = split(side, in.file); auto* wrong = std::get_if<std::vector<Diagnostic>>(&blocks))
      return Refused{std::move(*wrong)};
  if (in.ours == in.theirs || in.theirs == in.base) return Merged{std::string(in.ours)};
  if (in.ours == in.base) return Merged{std::string(in.theirs)};
  return Refused{{{Severity::error, std::string(in.file), 1, 1, msg("both sides were changed")}}};
}

}  // namespace psp::format
