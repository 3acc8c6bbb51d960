// The order in which the blocks of two texts are put together.
#pragma once

#include <optional>
#include <vector>

#include "format/merge/slots.h"

namespace psp::format {

/// Returns the places of all slots, in the order of the base, or of the side that changed it. What a side added stays
/// behind what it stood behind there. If both added something in one place, each keeps its own order, and what was
/// recorded first goes first; the result does not depend on which side is ours. Returns nothing if both sides changed
/// the order, each in another way.
std::optional<std::vector<std::size_t>> order_of(const Aligned&);

}  // namespace psp::format
