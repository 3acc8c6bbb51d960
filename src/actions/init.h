// A new ledger, and git beside it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "model/office.h"
#include "store/ledger.h"

namespace psp::actions {

struct InitRequest {
  std::filesystem::path directory;
  std::optional<std::string> office;   ///< its name
  Language language;                   ///< of the office
  bool git = false;                    ///< git will be put beside the ledger, which may be there already
  std::string unnamed = "our office";  ///< the name of an office that has been given none
  std::string comments = {};           ///< lines, each behind a `#`, that say what else psp.toml may hold
};

/// Makes a ledger in the directory, which is made where it is not there. Returns nothing if there is one already that
/// git is to be put beside. Throws a Failure, with nothing made: where there is one already and git is not to be put
/// beside it, or it was to have another name (Exit::usage); where git could not be put beside it (Exit::system).
std::optional<store::Durable> make_ledger(const InitRequest&);

/// Returns what a person has to do for git, in this ledger's directory.
struct NextSteps {
  bool commit = false;   ///< what is new there is not committed yet …
  bool say_who = false;  ///< … and git does not know who commits
};

/// Throws a Failure (Exit::system) if git gives no answer.
NextSteps next_steps(const std::filesystem::path& ledger);

}  // namespace psp::actions
