// Commits of what a command has written.
#pragma once

#include "cli/context.h"

namespace psp::cli {

/// Returns what an action needs to commit. A person is asked whether the repository's own programs may run. It must not
/// outlive the context.
actions::Committing committing(Context&);

/// Commits what this command has written, if the office says `[git] commit = true`. Returns Exit::system, and says why,
/// if that fails: what was recorded is saved all the same. Throws a Failure (Exit::system) as
/// actions::may_be_given_up() does, if the office does not say so.
Exit commit_written(Context&);

}  // namespace psp::cli
