// Two versions of a file merged, as git's merge driver has it: anywhere on the disk, without a ledger.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "format/merge/merge.h"
#include "store/disk/file.h"

namespace psp::actions {

/// The three versions, as they are named from `directory`. /dev/null is an empty one, as it is for git.
struct MergeFileRequest {
  std::filesystem::path directory;
  std::string base, ours, theirs;
  int marker_size = format::usual_marker_size;
};

struct FileMerged {
  std::string name;                   ///< how messages call the file
  std::vector<Diagnostic> met;        ///< where one side struck what the other corrected, which neither could know
  std::vector<Diagnostic> conflicts;  ///< that stand between markers in the file
  store::Durable durable = store::Durable::yes;
  bool for_git_alone = false;  ///< git has use for the result, and nobody is to settle its conflicts
};

/// Puts the merged text into `ours`, which keeps its permissions. Throws a Failure, the file then being as it was
/// (unless it says that the permissions could not be restored): where one cannot be read, or written (Exit::system);
/// where `ours` is /dev/null (Exit::usage); where the versions cannot be merged record by record (Exit::data).
FileMerged merge_file(const MergeFileRequest&);

}  // namespace psp::actions
