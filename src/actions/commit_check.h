// What came in, or is to go out: commits, whoever made them, by the rules of the hooks.
#pragma once

#include <string>

#include "actions/people_in_git.h"
#include "actions/state_check.h"

namespace psp::actions {

/// The commits that `to` has and `from` has not; with "" for `from` all that it has.
struct CommitRange {
  std::string from, to;
};

/// Returns what the hooks refuse in the state of the last of these commits, as check_state() does; and each version of
/// a file, each message and each author's name in them that tells who a client is, and the name of the branch. Throws a
/// Failure (Exit::system) where git gives no answer.
StateFindings check_commits(const store::Repository&, const CommitRange&, const std::string& branch, const LookingFor&);

}  // namespace psp::actions
