// What psp edit tells of a change.
#pragma once

#include <string>

#include "cli/context.h"
#include "format/revision.h"

namespace psp::cli {

/// Returns what a change changes, in words: `header (worker), intake (area), session 7kq2mf changed, remark x4fn2p
/// added`; `comments or layout` if it changes no value.
std::string words_of(const Context&, const format::Revision&);

}  // namespace psp::cli
