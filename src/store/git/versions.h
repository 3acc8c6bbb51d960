// Two versions of a ledger in git, held against each other: which records came and which went, a case a line.
#pragma once

#include <string>
#include <vector>

#include "store/git/repository.h"

namespace psp::store {

/// A case that differs between two versions of a ledger.
struct CaseChange {
  std::string id, was;                ///< its number, and the one that it had before where that was another
  bool opened = false, gone = false;  ///< the case itself is new, or is there no more
  std::vector<format::RecordName> came, went;

  bool any_record() const { return !came.empty() || !went.empty(); }
};

struct VersionChange {
  std::vector<CaseChange> cases = {};    ///< in order of their numbers
  bool office = false;                   ///< psp.toml is another
  std::vector<std::string> others = {};  ///< papers, people and git's files that differ
};

/// Returns how `after` differs from `before`; the texts of the two must be in `texts`' clone. A record that moved to
/// another case is told there, as come and gone. Throws a Failure (Exit::system) if a text is not there.
VersionChange change_between(const Tree& before, const Tree& after, Objects& texts);

}  // namespace psp::store
