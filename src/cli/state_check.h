// A state of a ledger, about to be committed or committed by somebody, held against those that it follows.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "store/staged.h"

namespace psp::cli {

struct StateFindings {
  std::vector<Diagnostic> losses;  ///< records that a state before it has, and it has not
  std::vector<Diagnostic> others;  ///< what cannot be read, is against the rules, or tells who somebody is
  std::vector<Diagnostic> branch;  ///< that its name does

  bool has_errors() const { return psp::has_errors(losses) || psp::has_errors(others) || psp::has_errors(branch); }
  /// Returns the losses, then the others, then what is told of the branch.
  std::vector<Diagnostic> all() const;
};

enum class Commits {
  to_be_made,  ///< it is still in the index, and can be mended there
  made         ///< it is in a commit
};

/// Returns what the hooks refuse in a state. An error that every state before it has in this file, as often, is told as
/// a warning. Throws a Failure (Exit::system) where git gives no answer.
StateFindings check_state(Context&, const store::Repository&, const store::Staged&, Commits);

/// Returns the same of the commits that `to` has and `from` has not ("": all that it has), whoever made them; and each
/// version of a file, each message and each author's name in them that tells who a client is, and the name of the
/// branch. Throws a Failure (Exit::system) where git gives no answer.
StateFindings check_commits(Context&, const store::Repository&, const std::string& from, const std::string& to,
                            const std::string& branch);

}  // namespace psp::cli
