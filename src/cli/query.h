// Reading many cases for an answer: what can be read is answered, what cannot is named.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/context.h"
#include "rules/status.h"

namespace psp::cli {

/// The cases that CASE… names, or all.
std::vector<std::string> asked_cases(Context&);

/// The status of these cases, unfiltered; files that cannot be read stand under its errors. Where all cases are
/// asked for, misnamed files do too.
rules::Status read_status(Context&, const std::vector<std::string>& ids, rules::AsOf);

/// Shows the errors on standard error. Exit::data where there are any.
Exit show_errors(const Context&, const std::vector<Diagnostic>&);

/// Throws a Failure where a filter names a worker or a service that neither psp.toml nor any of these cases knows: a
/// misspelt name must not read as "nothing to do".
void refuse_unknown_names(Context&, const rules::Status& unfiltered);

/// Throws a Failure (Exit::usage) with the nearest known name where `given` is none of them; `what` is "worker" or
/// such.
void refuse_unknown(std::string_view what, std::string_view given, const std::set<std::string_view>& known);

/// Why a case is not there as of a day: struck as a mistake, opened later, not yet written down.
Message not_there(const Case&, rules::AsOf);

/// That there is no flag with this code, and the nearest that there is.
Message unknown_flag(std::string_view code);

/// A case that must be readable. Throws a Failure (Exit::data) with what is wrong in it.
Case readable_case(Context&, const std::string& id);

}  // namespace psp::cli
