// Cases read for an action.
#pragma once

#include <string>

#include "actions/occasion.h"

namespace psp::actions {

/// Returns a case. Throws a Failure (Exit::data) with what is wrong in it where it cannot be read.
Case readable_case(const store::Ledger&, const std::string& id);
inline Case readable_case(const Occasion& on, const std::string& id) { return readable_case(on.ledger, id); }

}  // namespace psp::actions
