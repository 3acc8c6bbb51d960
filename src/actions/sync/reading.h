// Tells which of the ledger's files can be read, and by which psp.
#pragma once

#include <string>
#include <vector>

#include "model/diagnostic.h"

namespace psp::actions {

/// Returns why a case file or psp.toml cannot be read.
std::vector<Diagnostic> why_unreadable(const std::string& path, const std::string& text);

/// Returns true if all errors are of what this psp does not know: a newer one wrote it.
bool is_of_newer_psp(const std::vector<Diagnostic>&);

/// Returns the words that say so, and what to install.
Message newer_psp();

}  // namespace psp::actions
