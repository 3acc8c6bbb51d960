// The papers that records name.
#pragma once

#include <set>
#include <string>

#include "model/case.h"
#include "store/ledger.h"

namespace psp::actions {

/// Returns the papers that the records of a case name, struck or not, as paths from the ledger's directory.
std::set<std::string> papers_of(const Case&);

/// Returns those that the readable cases of a ledger name. Throws a Failure if its directories cannot be read.
std::set<std::string> papers_named(const store::Ledger&);

}  // namespace psp::actions
