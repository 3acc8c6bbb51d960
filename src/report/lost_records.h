// Records that were in a commit once and are in no file any more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/record.h"

namespace psp::report {

struct LostRecord {
  std::string kind, id;
  std::optional<Record> record = {};  ///< nothing if it cannot be read
};

/// The records that one commit lost of one file, or that a commit has which is no part of this branch.
struct LostPart {
  std::string file;
  std::string commit, day;
  bool left_behind = false;
  bool file_gone = false;
  std::vector<LostRecord> records = {};
  std::string command;  ///< the one that shows the records, or brings them back
};

struct LostParts {
  std::vector<LostPart> lost = {};
  std::int64_t not_merged = 0;  ///< records at the tip of another branch, or in a stash, and not lost on this one
  bool shallow = false;         ///< the clone has not all of the history
};

}  // namespace psp::report
