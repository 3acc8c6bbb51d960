// The text of a file, replaced: of a case's by hand, of any other by psp.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "store/exclusive.h"

namespace psp::store {

/// Puts the text that `make` returns in the place of a case file's, whatever that says. `make` is given the text as it
/// stands under the lock, and is asked again if it changed meanwhile. Returns nothing if `make` returned nothing: the
/// text then stays. Throws a Failure, the file then being as it was.
std::optional<Durable> revise_case(Ledger&, const std::string& id, const Writer&,
                                   const std::function<std::optional<std::string>(const std::string& text)>& make);

/// Makes or replaces a file that is no case, all or nothing, 0600 in 0700. `make` is given its text as it stands under
/// the lock (nothing if it is not there), and is asked again if it changed meanwhile. Throws a Failure, the file then
/// being as it was.
Durable revise_file(Ledger&, const std::string& path, const Writer&,
                    const std::function<std::string(const std::optional<std::string>& old)>& make);

}  // namespace psp::store
