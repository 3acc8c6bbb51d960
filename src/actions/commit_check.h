// Checks commits that came in, or are to go out, by the rules of the hooks, whoever made them.
#pragma once

#include <string>

#include "actions/people_in_git.h"
#include "actions/state_check.h"

namespace psp::actions {

/// Names the commits that `to` has and `from` has not; if `from` is "", all that `to` has.
struct CommitRange {
  std::string from, to;
};

/// Returns what the hooks refuse in the state of the last of these commits, as check_state() does; and each version of
/// a file, each message and each author's name in them that tells who a client is, and the name of the branch. Throws a
/// Failure (Exit::system) where git gives no answer.
StateFindings check_commits(const store::Repository&, const CommitRange&, const std::string& branch, const LookingFor&);

}  // namespace psp::actions
