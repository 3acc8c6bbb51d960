// Which cases are asked for, and what their reading told.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "actions/read_cases.h"
#include "cli/context.h"
#include "render/many_cases.h"
#include "rules/status.h"

namespace psp::cli {

/// Returns the cases that CASE… names, sorted and each once; all if it names none.
std::vector<std::string> asked_cases(Context&);

/// Tells what lies beside the files of the cases, unless these are all, and how many of them hold errors though they
/// were read. Returns what keeps the answer from being whole.
std::vector<Diagnostic> tell_read(const Context&, const actions::CasesRead&);

/// Holds what the reading of cases found besides what is shown of each.
struct CasesShown {
  std::int64_t looked_at = 0;  ///< cases that are there on the day
  render::AboutAll about;
};
/// Gives what is known of each of these cases (`Case` is rules::CaseStatus or rules::CaseAgenda), if `keep` returns
/// true for it, to `show`, which may be called from several threads, never twice with the same place: with the client's
/// name as shown_client() has it; for --redact, without names. `keep` is called from several threads, too, and may
/// narrow the case. Nothing is kept of a case besides, so that an office's ten thousand take little room; only for
/// --redact all wait until it is known which names to take out. Tells as tell_read() does, and what people/ has to
/// tell. Throws a Failure as refuse_unknown_names() does.
template <class Case>
CasesShown show_cases(Context&, const std::vector<std::string>& ids, rules::AsOf,
                      const std::function<bool(Case&)>& keep,
                      const std::function<void(std::size_t place, const Case&)>& show);

/// Shows the errors on standard error. Returns Exit::data if there are any.
Exit show_errors(const Context&, const std::vector<Diagnostic>&);

/// Holds the names in a case that filters ask for.
struct CaseNames {
  std::string worker, manager, service;
  auto operator<=>(const CaseNames&) const = default;
};
/// Throws a Failure (Exit::usage) if a filter names a worker or a service that neither psp.toml nor any of these cases
/// knows: a misspelt name must not read as "nothing to do".
void refuse_unknown_names(Context&, const std::set<CaseNames>& unfiltered);

/// Throws a Failure (Exit::usage) with the nearest known name if `given` is none of them; `what` is "worker" or such.
void refuse_unknown(std::string_view what, std::string_view given, const std::set<std::string_view>& known);

/// Returns that there is no flag with this code, with the nearest, or all that there are.
Message unknown_flag(std::string_view code);

}  // namespace psp::cli
