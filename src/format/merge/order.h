// In which order what two texts hold is put together.
#pragma once

#include <optional>
#include <vector>

#include "format/merge/slots.h"

namespace psp::format {

/// All slots: in the order of the base, or of the one side that changed it. What is new stands behind what it stood
/// behind on its side. Where both sides have something new in one place, each keeps its own order, and between them
/// goes first what was recorded first: the same whichever side is ours. Nothing where both changed the order, each in
/// a way of its own.
std::optional<std::vector<std::size_t>> order_of(const Aligned&);

}  // namespace psp::format
