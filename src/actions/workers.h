// The workers, with the open cases of each.
#pragma once

#include <vector>

#include "actions/read_cases.h"
#include "report/workers.h"

namespace psp::actions {

struct WorkersRead {
  std::vector<report::WorkerCases> workers;  ///< by key
  CasesRead read;
};

/// Returns the workers of psp.toml, and those who have an open case without standing there, as it is on the day. Throws
/// as Ledger::office() does.
WorkersRead read_workers(const store::Ledger&, rules::AsOf);

}  // namespace psp::actions
