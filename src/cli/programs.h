// Whether a repository's own programs may run when psp commits and syncs: asked once, and kept on this machine.
#pragma once

#include <filesystem>

#include "cli/context.h"

namespace psp::cli {

/// Returns git at the top of the repository, with its hooks and filters. If it has programs that psp did not write and
/// nobody has agreed to on this machine, a person at a terminal is asked. Throws a Failure (Exit::system) with the
/// command that agrees if the answer is no, or git gives none.
store::Git git_with_programs(Context&, const store::Repository&);

/// Returns the file in which this machine keeps what was agreed to, as actions::agreements_file() does.
std::filesystem::path agreements_in(const Context&);

/// Shows the programs of the ledger's repository and writes down that they may run, for psp doctor --trust. Throws a
/// Failure if there is no repository, or it cannot be written down.
void agree_to_programs(Context&);

}  // namespace psp::cli
