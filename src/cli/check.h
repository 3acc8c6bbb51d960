// The checks of psp check that look into git.
#pragma once

#include <vector>

#include "cli/context.h"

namespace psp::cli {

/// Prints findings as text or JSON. Returns Exit::findings where there is an error among them.
Exit tell_findings(const Context&, const std::vector<Diagnostic>&);

/// What is wrong in what is about to be committed, held against all its parents. Throws a Failure.
std::vector<Diagnostic> staged_findings(Context&);

/// psp check --staged: prints that. In a git hook, which says so by --hook, it looks at the repository and the index
/// that git names by GIT_DIR and GIT_INDEX_FILE, and at nothing where that one has no ledger. Throws a Failure; where
/// that is because people/ cannot be read (Exit::system), all that was found is printed before.
Exit check_staged(Context&, bool in_hook);

/// psp check --history: the records that were in a commit once and are no more. Throws a Failure.
Exit check_history(Context&);

}  // namespace psp::cli
