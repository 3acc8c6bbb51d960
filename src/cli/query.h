// Reading many cases for an answer: what can be read is answered, what cannot is named.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/context.h"
#include "rules/status.h"

namespace psp::cli {

/// The cases that CASE… names, or all.
std::vector<std::string> asked_cases(Context&);

/// Reads these cases and gives each that can be read to `take`, with its place in `ids`, from several threads as
/// Ledger::read_cases() does. What comes back is what is wrong in the others, and errors_beside() them. Says how many
/// of those read hold errors all the same. `see` gets the text of each file, readable or not, in the same way.
std::vector<Diagnostic> read_readable(
    const Context&, const store::Ledger&, const std::vector<std::string>& ids,
    const std::function<void(std::size_t, const Case&)>& take,
    const std::function<void(std::size_t, const std::string& text)>& see = [](std::size_t, const std::string&) {});

/// Returns what else in the ledger may hold records that are not counted, where these are all cases; where they are
/// some, tells what lies beside them, and returns nothing.
std::vector<Diagnostic> errors_beside(const Context&, const store::Ledger&, const std::vector<std::string>& ids);

/// Gathers from several threads the keys of workers that cases have and the office does not list, where --redact asks
/// for it: they are to be taken out of texts.
class UnlistedWorkers {
 public:
  explicit UnlistedWorkers(Context&);
  void see(const Case&);
  std::set<std::string> keys;

 private:
  const Office& office_;
  bool wanted_;
  std::mutex one_at_a_time_;
};

/// The status of these cases, unfiltered, with what read_readable() could not read.
rules::Status read_status(Context&, const std::vector<std::string>& ids, rules::AsOf);

/// Shows the errors on standard error. Exit::data where there are any.
Exit show_errors(const Context&, const std::vector<Diagnostic>&);

/// The names in a case that filters ask for.
struct CaseNames {
  std::string worker, manager, service;
};
/// Throws a Failure where a filter names a worker or a service that neither psp.toml nor any of these cases knows: a
/// misspelt name must not read as "nothing to do".
void refuse_unknown_names(Context&, const std::vector<CaseNames>& unfiltered);
void refuse_unknown_names(Context&, const rules::Status& unfiltered);

/// Throws a Failure (Exit::usage) with the nearest known name where `given` is none of them; `what` is "worker" or
/// such.
void refuse_unknown(std::string_view what, std::string_view given, const std::set<std::string_view>& known);

/// Why a case is not there as of a day: struck as a mistake, opened later, not yet written down.
Message not_there(const Case&, rules::AsOf);

/// That there is no flag with this code, and the nearest that there is.
Message unknown_flag(std::string_view code);

}  // namespace psp::cli
