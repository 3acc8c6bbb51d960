// Finds all that is wrong in a ledger, or in some of its files.
#pragma once

#include <string>
#include <vector>

#include "store/ledger.h"

namespace psp::actions {

/// What is to be checked.
struct CheckRequest {
  bool all = true;                      ///< the whole ledger; else the files that follow
  std::vector<std::string> cases = {};  ///< by id
  bool office = false;                  ///< psp.toml
};

/// Returns the errors and warnings of the files: in psp.toml, in the cases and between them, in people/, and of what
/// lies in the ledger and is none of these; then of records that wait to be written.
std::vector<Diagnostic> check(const store::Ledger&, const CheckRequest&);

}  // namespace psp::actions
