// Compares two texts of a case file by what they say, to tell what a person has changed by hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/blocks.h"

namespace psp::format {

struct Revision {
  struct Gone {
    RecordName name;
    int line = 1;  ///< of the record that it stood behind, in the later text
  };
  std::vector<std::string> header, intake;  ///< keys that were added, removed or have another value
  std::vector<RecordName> added, changed;   ///< records, in the order of the later text
  std::vector<Gone> gone;
  std::vector<RecordName> dropped;  ///< records that are gone, and stood on one side only of a conflict's markers
  bool reordered = false;           ///< the records that are in both have another order
  /// If one text is no TOML, only `added`, `gone` and `dropped` are known, from its lines.
  bool both_are_toml = true;

  /// Returns true if no difference was found.
  bool empty() const {
    return header.empty() && intake.empty() && added.empty() && changed.empty() && gone.empty() && dropped.empty() &&
           !reordered;
  }
};

/// Returns what differs between two texts, apart from comments, empty lines and the order of keys. Records of the same
/// kind and id are the same one; so are two of which the earlier had no id, or one that stood twice, and the later says
/// the same under a new id.
Revision compare(std::string_view before, std::string_view after);

}  // namespace psp::format
