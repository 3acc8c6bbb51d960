// The place where the ledger is sent: what it has, and what became of the branch there.
#pragma once

#include "actions/sync/syncing.h"

namespace psp::actions {

/// Fetches what is new there. Throws a Failure (Exit::system) if it cannot be reached.
void fetch(Sending&);

/// Throws a Failure (Exit::usage) if the branch that this one follows was deleted there, or is called otherwise now.
void refuse_branch_gone(const Syncing&);

/// Throws a Failure (Exit::usage) if somebody has rewritten the history there, as after somebody was forgotten: a merge
/// would bring the old one back. Warns where that cannot be told.
void refuse_rewritten(const Sending&);

/// Sends what is committed here, after a look at it. Returns false if somebody else was faster. Throws a Failure if the
/// place does not take it (Exit::system), and as look_at_what_goes() does.
bool push(Sending&);

}  // namespace psp::actions
