// Finds the records that were in a commit once and are no more.
#pragma once

#include <filesystem>

#include "report/lost_records.h"

namespace psp::actions {

/// Returns them by file and commit, each part with the command that shows what was lost, or brings the file back.
/// Throws a Failure if the ledger lies in no repository (Exit::usage), or a part of the past is not in this clone
/// (Exit::system).
report::LostParts check_history(const std::filesystem::path& ledger);

}  // namespace psp::actions
