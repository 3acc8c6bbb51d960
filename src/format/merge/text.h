// The last part of a merge: writes what was decided about two texts as one text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/merge/merge.h"
#include "format/merge/slots.h"

namespace psp::format {

/// What becomes of a slot: one version; or a conflict, with two versions from which a person must choose. A version
/// without parts is removed.
struct Resolution {
  struct Version {
    Side from = in_ours;
    std::vector<const ComparedBlock*> parts = {};
  };
  Version version = {};                          ///< in a conflict, that of ours
  std::optional<Version> theirs = std::nullopt;  ///< in a conflict
  Message message = {};                          ///< of a conflict
};

/// All decisions of a merge.
struct MergePlan {
  bool byte_order_mark = false;
  std::string line_end;  ///< the one that ours has
  int marker_size = 7;
  std::vector<Resolution> decisions = {};  ///< in order
};

/// Writes the text. Blocks of theirs get the line ends of ours. Where blocks meet that did not stand together, it adds
/// line breaks, so that each begins a line and no comment joins another block. No other byte is changed.
Merged write_merged(const MergePlan&, std::string_view file);

/// Returns true if the text, with its conflicts resolved to either side, holds what was decided, in that order.
bool holds(const MergePlan&, std::string_view text);

}  // namespace psp::format
