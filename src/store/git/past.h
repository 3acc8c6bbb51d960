// All that git still knows of a ledger's case files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/git/repository.h"

namespace psp::store {

/// A case file that differs between a commit and one of its parents.
struct CommittedChange {
  std::size_t parent;                  ///< which of the commit's parents; the first where it has none
  std::string file;                    ///< path from the ledger's directory
  std::string old_object, new_object;  ///< "" if the file is not there
};

struct PastCommit {
  std::string id;
  std::string short_id, day;
  std::vector<std::size_t> parents = {};  ///< their places among all commits
  std::vector<CommittedChange> changes = {};
};

/// Returns the commits of all branches, tags, stashes and reflogs, parents before their children. Throws a Failure
/// (Exit::system) if git cannot tell them all.
std::vector<PastCommit> read_past(const Repository&);

/// Returns true if the clone has not all of the history. Throws a Failure (Exit::system).
bool is_shallow(const Repository&);

}  // namespace psp::store
