// Which records are in no file any more, and which commit lost them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "store/git/repository.h"

namespace psp::store {

enum class LossCause {
  deleted,     ///< a commit of this branch has it no more
  left_behind  ///< it was in a commit that is no part of this branch, as after a reset or a rebase
};

/// Records that were in a file once, and are in none now.
struct Lost {
  LossCause cause;
  std::string commit, day;  ///< that lost them, or had them last
  std::string file;
  bool file_gone = false;                   ///< with all that it held
  std::string before;                       ///< the commit that has them, as git takes it: `1a2b3c4^`
  std::string object;                       ///< the text that holds them
  std::vector<format::RecordName> records;  ///< none if a case file without records is gone
};

struct Losses {
  std::vector<Lost> lost;      ///< in order of commits
  std::size_t not_merged = 0;  ///< records at the tip of another branch, or in a stash, and not lost on this one
};

/// Looks through the past for what neither the last commit nor the files as they are hold. Throws a Failure
/// (Exit::system) if a part of the past is not in this clone, as in a partial one: nobody knows then what was lost.
Losses find_lost(const Repository&, const std::filesystem::path& ledger);

}  // namespace psp::store
