// Tells a person how two versions of a ledger differ.
#pragma once

#include <vector>

#include "model/message.h"
#include "store/git/versions.h"

namespace psp::actions {

/// Returns a line for each case, up to forty, with the records that came and went; then how many other files.
std::vector<Message> lines_telling(const store::VersionChange&);

}  // namespace psp::actions
