// A case, as a person means it.
#pragma once

#include <string>
#include <string_view>

#include "store/ledger.h"

namespace psp::actions {

/// Returns the id of the case that is meant: by its whole id in upper or lower case, or by its year and number
/// (2026-42), or by its number alone, where one case has that, or one that is not closed today. For the first two
/// nothing is listed. Throws a Failure: where there is none (Exit::usage), with what is near and with the files that
/// only lack its name; where there are several (Exit::usage), which it lists; and where a directory that may hold it
/// cannot be read (Exit::system).
std::string case_meant(const store::Ledger&, std::string_view given, Date today);

}  // namespace psp::actions
