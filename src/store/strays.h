// What is told of the files of a ledger that are neither a case nor psp.toml nor a person, and how each is mended.
#pragma once

#include <optional>
#include <string>

#include "model/diagnostic.h"
#include "model/ledger_file.h"

namespace psp::store {

/// Returns what is told of a file at `path`, of a paper as of one that no record names; nothing of what is the
/// ledger's, git's or the office's own. `original_is_there` says whether the file is there of which its name speaks:
/// what this one alone holds is then to go into that, otherwise this one is to get its name.
std::optional<Diagnostic> told_of(const std::string& path, const LedgerFile&, bool original_is_there);

/// Returns why psp sync does not send such a file that git does not track, and what would; not for what was left
/// behind.
Message not_sent(const std::string& path, const LedgerFile&);

}  // namespace psp::store
