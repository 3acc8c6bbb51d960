// A new case.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "store/exclusive.h"

namespace psp::store {

/// Makes a case with the next free number of its year; `make` gets the id. Throws a Failure.
Durable create_case(Ledger&, int year, std::string_view prefix, const Writer&,
                    const std::function<Case(const std::string& id)>& make);

}  // namespace psp::store
