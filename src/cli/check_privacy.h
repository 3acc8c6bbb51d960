// psp check --privacy.
#pragma once

#include <vector>

#include "cli/context.h"

namespace psp::cli {

/// What tells who clients are, in the files that git holds or would take; without git, in all files of the ledger but
/// those of people/ and .psp/. Says what could not be looked at.
std::vector<Diagnostic> check_privacy(Context&);

}  // namespace psp::cli
