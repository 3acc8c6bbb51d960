// Compares a state of a ledger, committed or about to be, with the states that it follows.
#pragma once

#include <vector>

#include "model/diagnostic.h"
#include "rules/privacy/search.h"
#include "store/git/staged.h"

namespace psp::actions {

struct StateFindings {
  std::vector<Diagnostic> losses;  ///< records that a state before it has, and it has not
  std::vector<Diagnostic> others;  ///< what cannot be read, is against the rules, or tells who somebody is
  std::vector<Diagnostic> branch;  ///< the name of the branch, where it tells who somebody is

  /// Returns the losses, then the others, then what is told of the branch.
  std::vector<Diagnostic> all() const;
};

enum class Commits {
  to_be_made,  ///< it is still in the index, and can be mended there
  made         ///< it is in a commit
};

/// Returns what the hooks refuse in a state. An error that every state before it has in this file, as often, is told as
/// a warning. Throws a Failure (Exit::system) if git gives no answer.
StateFindings check_state(const store::Repository&, const store::Staged&, Commits, const rules::PrivacySearch&);

}  // namespace psp::actions
