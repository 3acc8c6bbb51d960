// Records that were in a commit once and are in no file any more, as text and JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/office.h"

namespace psp::render {

struct LostRecord {
  std::string kind, id;
  std::string summary;  ///< kind and id, and what else stands in a line that tells of a write
};

/// What one commit lost of one file, or what a commit has that is no part of this branch.
struct LostPart {
  std::string file;
  std::string commit, day;
  bool left_behind = false;
  bool file_gone = false;
  std::vector<LostRecord> records = {};
  std::string command;  ///< that shows it, or brings it back
};

struct LostParts {
  std::vector<LostPart> lost;
  std::int64_t not_merged = 0;
  bool shallow = false;
};

std::string lost_text(const LostParts&, Language);
std::string lost_json(const LostParts&);

}  // namespace psp::render
