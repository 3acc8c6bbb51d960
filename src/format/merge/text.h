// What was decided about two texts, written as one: the last part of a merge.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/merge/merge.h"
#include "format/merge/slots.h"

namespace psp::format {

/// What becomes of a slot: these versions, both of them where a person must choose. What is gone has none.
struct Decision {
  struct Version {
    Side from = in_ours;
    std::vector<const Part*> parts = {};
  };
  Version version = {};                          ///< in a conflict, that of ours
  std::optional<Version> theirs = std::nullopt;  ///< in a conflict
  Message message = {};                          ///< of a conflict
};

/// What the two have come to.
struct Plan {
  bool byte_order_mark = false;
  std::string line_end;  ///< that of ours
  int marker_size = 7;
  std::vector<Decision> decisions = {};  ///< in order
};

/// The text. Blocks of theirs take the line ends of ours; where something new follows a block it begins a line of its
/// own, and no comment changes its owner; everything else is as it was, byte by byte. Conflicts have the name `file`.
Merged write_merged(const Plan&, std::string_view file);

/// True where a text, each conflict resolved to the one and to the other side, holds what was decided, in its order.
bool holds(const Plan&, std::string_view text);

}  // namespace psp::format
