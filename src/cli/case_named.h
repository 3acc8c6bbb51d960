// CASE, as people say it on the command line or at a prompt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actions/case_meant.h"
#include "cli/context.h"

namespace psp::cli {

/// Asks on the terminal for the arguments that the command requires and that were not given. Throws a Failure if there
/// is no answer.
void ask_for_missing(const Context&, Arguments&);

/// Returns CASE, the first argument of most commands.
ArgumentSpec case_argument();

/// Returns the id of the case that is meant; see actions::cases_meant(). Of several, a person at a terminal chooses by
/// number. Throws a Failure (Exit::usage) without a terminal, which lists them, and where a command that records is
/// given a name without one, for nobody could see then whether it is the right client; and as cases_meant() does.
std::string case_named(Context&, std::string_view given, actions::Prefer = actions::Prefer::open);

/// Returns the same, and tells the strays of this case: for a command that opens it.
std::string find_case(Context&, std::string_view given, actions::Prefer = actions::Prefer::open);

/// Tells, as warnings and unless --quiet, which copies of cases' files lie in the ledger, and what an editor has left
/// of them.
void tell_strays(const Context&, const std::vector<Diagnostic>&);

}  // namespace psp::cli
