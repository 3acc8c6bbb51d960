// What a person has changed in a case file by hand: two texts of it, compared by what they say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/blocks.h"

namespace psp::format {

struct Revision {
  struct Gone {
    RecordName name;
    int line = 1;  ///< where it would stand in the later text
  };
  std::vector<std::string> header, intake;  ///< keys that came, went or have another value
  std::vector<RecordName> added, changed;   ///< records, in the order of the later text
  std::vector<Gone> gone;
  std::vector<RecordName> dropped;  ///< gone as well, but of a conflict: they stood on one side of its markers alone
  bool reordered = false;           ///< the records that are in both have another order
  bool told_apart =
      true;  ///< false: one of the texts is no TOML, so that only `added`, `gone` and `dropped` are known, by looks

  /// True where what the texts say is the same.
  bool empty() const {
    return header.empty() && intake.empty() && added.empty() && changed.empty() && gone.empty() && dropped.empty() &&
           !reordered;
  }
};

/// Comments, empty lines and the order of keys are of no account. A record is known by its kind and its id. Where an id
/// stands more than once or is missing, a record that has got an id of its own since is taken for the same one.
Revision compare(std::string_view before, std::string_view after);

}  // namespace psp::format
