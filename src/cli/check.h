// The checks of psp check that look into git.
#pragma once

#include <vector>

#include "cli/context.h"

namespace psp::cli {

/// What is wrong in what is about to be committed, held against all its parents. Throws a Failure.
std::vector<Diagnostic> staged_findings(Context&);

/// psp check --staged: prints that. Throws a Failure.
Exit check_staged(Context&);

/// psp check --history: the records that were in a commit once and are no more. Throws a Failure.
Exit check_history(Context&);

}  // namespace psp::cli
