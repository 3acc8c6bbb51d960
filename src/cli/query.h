// Which cases are asked for, and what their reading told.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "actions/read_cases.h"
#include "cli/context.h"
#include "rules/status.h"

namespace psp::cli {

/// Returns the cases that CASE… names, sorted and each once; all if it names none.
std::vector<std::string> asked_cases(Context&);

/// Tells what lies beside the files of the cases, unless these are all, and how many of them hold errors though they
/// were read. Returns what keeps the answer from being whole.
std::vector<Diagnostic> tell_read(const Context&, const actions::CasesRead&);

/// Returns the status of these cases, unfiltered, with what could not be read. Tells as tell_read() does.
rules::Status read_status(Context&, const std::vector<std::string>& ids, rules::AsOf);

/// Shows the errors on standard error. Returns Exit::data if there are any.
Exit show_errors(const Context&, const std::vector<Diagnostic>&);

/// Holds the names in a case that filters ask for.
struct CaseNames {
  std::string worker, manager, service;
};
/// Throw a Failure (Exit::usage) if a filter names a worker or a service that neither psp.toml nor any of these cases
/// knows: a misspelt name must not read as "nothing to do".
void refuse_unknown_names(Context&, const std::vector<CaseNames>& unfiltered);
void refuse_unknown_names(Context&, const rules::Status& unfiltered);

/// Throws a Failure (Exit::usage) with the nearest known name if `given` is none of them; `what` is "worker" or such.
void refuse_unknown(std::string_view what, std::string_view given, const std::set<std::string_view>& known);

/// Returns that there is no flag with this code, with the nearest, or all that there are.
Message unknown_flag(std::string_view code);

}  // namespace psp::cli
