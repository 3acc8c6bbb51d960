// Numbers of cases that two clones have given, each for itself.
#pragma once

#include <string>

#include "actions/sync/syncing.h"

namespace psp::actions {

/// Throws a Failure (Exit::usage), with the commands that mend it, where two clones have given one number to two cases
/// since the commit `base`: no merge can be right then. `by` is the worker, for whose clone a prefix is proposed.
void refuse_same_numbers(const Syncing&, const std::string& base, const std::string& by);

/// Throws a Failure (Exit::usage), with the commands that mend it, where each clone gave a case another number since
/// the commit `base`: it would be there twice.
void refuse_two_numbers(const Syncing&, const std::string& base);

/// Puts what one side recorded in a case that has another number on the other side there, where git has not seen that
/// it is the same case. A merge must be under way.
void follow_numbers(const Syncing&);

}  // namespace psp::actions
