// What was recorded between two states of a ledger: commits, or the files as they are.
#pragma once

#include <optional>
#include <string>

#include "rules/difference.h"
#include "store/ledger.h"

namespace psp::actions {

/// The two states. A commit is named as git takes it; "" means the last one.
struct DiffRequest {
  std::string before;
  std::optional<std::string> after;  ///< nothing for the files as they are
};

/// Returns what differs, a file that cannot be read on one of the sides by its error. Throws a Failure: where the
/// ledger lies in no repository, git knows no such commit, or nothing is committed (Exit::usage); where git gives no
/// answer, or a directory cannot be read (Exit::system).
rules::Differences diff(const store::Ledger&, const DiffRequest&);

}  // namespace psp::actions
