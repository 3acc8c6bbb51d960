// What psp edit tells of a change.
#pragma once

#include <string>

#include "cli/context.h"
#include "format/revision.h"

namespace psp::cli {

/// `header (worker), intake (area), session 7kq2mf changed, remark x4fn2p added`, or that the words are the same.
std::string words_of(const Context&, const format::Revision&);

}  // namespace psp::cli
