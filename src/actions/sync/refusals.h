// Checks what comes in and what goes out as the hooks would: somebody's clone may lack them.
#pragma once

#include <string>

#include "actions/sync/syncing.h"

namespace psp::actions {

/// Looks at what the branch that is followed has and the commit `base` has not. Throws a Failure (Exit::data) if the
/// hooks would refuse it, and no person says that it is to be taken in.
void look_at_what_comes(Sending&, const std::string& base);

/// Looks at what is committed here and the commit `known` has not. Throws a Failure (Exit::data) if the hooks would
/// refuse it, whoever committed it; that records are gone may be meant, and is asked.
void look_at_what_goes(Sending&, const std::string& known);

}  // namespace psp::actions
