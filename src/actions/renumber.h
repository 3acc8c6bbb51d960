// Another number for a case, and where else the old one is named.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/occasion.h"
#include "store/renumber.h"

namespace psp::actions {

/// A place at which the old number stands and stays.
struct Named {
  std::string file;
  int line;
  bool path;  ///< it is where a paper is kept
};

struct NamedPlaces {
  std::vector<Named> places;
  std::vector<Diagnostic> unread;  ///< files of which nobody knows whether they name it
};

/// Gives the case another number. `wanted` is a whole case id in upper or lower case; without one it is the next free
/// one of its year with this prefix. Throws a Failure (Exit::usage) if it is no case id, and as store::renumber() does.
store::Renumbered renumber(store::Ledger&, const store::Writer&, const std::string& id,
                           const std::optional<std::string>& wanted, std::string_view prefix);

/// Returns where the case files name a case's former number; nothing if that is no case id. Throws a Failure if a
/// directory cannot be read.
NamedPlaces where_named(const store::Ledger&, const std::string& former);

}  // namespace psp::actions
