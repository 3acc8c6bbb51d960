// Commits of what a command has written.
#pragma once

#include "cli/context.h"

namespace psp::cli {

/// Returns what an action needs to commit; a person is asked whether the repository's own programs may run. It must not
/// outlive the context.
actions::Committing committing(Context&);

/// Where the office says `[git] commit = true`: commits what this command has written. What keeps git from it is told,
/// and is Exit::system: what was recorded is saved all the same.
Exit commit_written(Context&);

}  // namespace psp::cli
