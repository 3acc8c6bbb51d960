// What was recorded here, as it goes into a commit.
#pragma once

#include "actions/sync/syncing.h"

namespace psp::actions {

/// Commits everything of the ledger that git may hold and does not hold as it is, what is no longer there as well, and
/// tells which files are not sent. Throws a Failure (Exit::data), with nothing committed, where git is told to overlook
/// a file, or a person must settle one, or the hooks would refuse it.
void commit_recorded(Sending&);

}  // namespace psp::actions
