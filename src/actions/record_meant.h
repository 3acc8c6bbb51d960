// A record of a case, as a person means it.
#pragma once

#include <string_view>

#include "model/case.h"
#include "model/diagnostic.h"
#include "rules/history.h"

namespace psp::actions {

/// Returns the record that is meant by its id, the start of it, or `last`: the last of that kind that stands (of any
/// kind, where `kind` is empty). Throws a Failure (Exit::usage) that lists what could be meant, and where the record is
/// of another kind.
const Record& find_entry(const Case&, std::string_view given, std::string_view kind = {});

/// Throws a Failure (Exit::usage) if the record is struck or replaced already.
void refuse_struck(const rules::History&, const Record&);

}  // namespace psp::actions
