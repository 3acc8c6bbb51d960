// What is about to be committed, beside the commits that it follows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/git/repository.h"

namespace psp::store {

struct TreeState {
  std::string commit;
  Tree files;
};

struct Staged {
  Index index;
  std::vector<TreeState> parents;  ///< the last commit, then what is being merged; none before the first commit
};

/// Returns the commits that are being merged: those of MERGE_HEAD. git writes it only after the hook pre-merge-commit,
/// and names them in the hook's `environment` ("NAME=value") until then. Throws a Failure.
std::vector<std::string> being_merged(const Repository&, const std::vector<std::string>& environment);

/// Returns the index and the commits that it follows. Throws a Failure.
Staged staged(const Repository&, const std::vector<std::string>& being_merged);

/// Returns the files of the index that a parent has not, or not so; all of them before the first commit.
std::vector<std::string> changed_files(const Staged&);

/// Records that a parent has among its case files and the index has in none.
struct StagedLoss {
  std::size_t parent;
  std::string file;                         ///< where the parent has them
  bool file_gone = false;                   ///< the index has no such file
  bool adds = false;                        ///< the index has records in that file which the parent has not
  std::vector<format::RecordName> records;  ///< without the opening of the case
};

/// Returns what the index lost. A record that moved into another file is not lost, nor one that was taken out on one
/// side of a merge, where the two sides had it once in common.
std::vector<StagedLoss> staged_losses(const Repository&, const Staged&, Objects&);

}  // namespace psp::store
