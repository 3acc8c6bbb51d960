// The checks of psp check that look into git.
#pragma once

#include "cli/context.h"

namespace psp::cli {

/// psp check --staged: what is about to be committed against all its parents. Throws a Failure.
Exit check_staged(Context&);

/// psp check --history: the records that were in a commit once and are no more. Throws a Failure.
Exit check_history(Context&);

}  // namespace psp::cli
