// Commits of what a command has written.
#pragma once

#include "cli/context.h"

namespace psp::cli {

/// What actions that commit are given: git with the repository's programs, where a person agrees to them.
actions::Committing committing(Context&);

/// Where the office says `[git] commit = true`: commits what this command has written. What keeps git from it is told,
/// and is Exit::system: what was recorded is saved all the same.
Exit commit_written(Context&);

}  // namespace psp::cli
