// Looks at one day, over all cases.
#pragma once

#include <set>
#include <string>

#include "actions/read_cases.h"
#include "report/day.h"

namespace psp::actions {

struct DayRead {
  report::Day day;
  std::set<std::string> workers;  ///< who has, or had, a case; and those of psp.toml
  CasesRead read;
};

/// Returns the day. A case that cannot be read is told in `read`, and hides none of the others. Throws as
/// Ledger::office() does.
DayRead read_day(const store::Ledger&, const report::DayQuestion&);

}  // namespace psp::actions
