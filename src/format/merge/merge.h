// Merges two texts of one case file that come from a common one, record by record, without guessing.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/diagnostic.h"

namespace psp::format {

/// How many `<` git writes where it is not told otherwise.
constexpr int usual_marker_size = 7;

struct MergeInput {
  std::string_view base, ours, theirs;
  std::string_view file = {};           ///< its path from the ledger's directory, for messages
  int marker_size = usual_marker_size;  ///< how many `<` a conflict marker has
};

struct Merged {
  std::string text;
  /// What both sides changed, with the place in `text` at which both versions stand between markers; empty if there is
  /// no such conflict.
  std::vector<Diagnostic> conflicts = {};
};

/// Why the texts cannot be merged record by record: one of them is no case file, holds an id twice …
struct Refused {
  std::vector<Diagnostic> why;  ///< each message names the side in which its place is
};

/// Merges by the rules of psp-case(5), MERGING.
std::variant<Merged, Refused> merge(const MergeInput&);

}  // namespace psp::format
