// Which numbers cases may be given.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "store/ledger.h"

namespace psp::store {

/// Gives a case's file the name of that id. Returns nothing if there is such a file already.
using Take = std::function<std::optional<Durable>(const std::string& id)>;

/// Calls `take` with the next free id of the year with this prefix, and with those behind it if others take them
/// meanwhile. Returns the one that it took. Throws a Failure (Exit::system) if none is found, and what `take` throws.
/// Only for who holds the lock.
std::pair<std::string, Durable> take_free_number(Ledger&, int year, std::string_view prefix, const Take& take);

/// Throws a Failure (Exit::usage) if a case has this id, or another file speaks of it: what that holds would be the
/// case's. Only for who holds the lock.
void refuse_taken(Ledger&, const std::string& id);

/// Returns the Failure for an id that a case has.
Failure taken(const std::string& id);

}  // namespace psp::store
