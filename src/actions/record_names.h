// Records by kind and id, as git and messages know them.
#pragma once

#include <string>
#include <vector>

#include "format/blocks.h"

namespace psp::actions {

/// Returns the records' kinds and ids, the first six: `session 7kq2mf, attendance h3x0pd`.
std::string listed_names(const std::vector<format::RecordName>&);

/// Returns the records that the text `after` has and `before` has not.
std::vector<format::RecordName> records_added(const std::string& before, const std::string& after);

}  // namespace psp::actions
