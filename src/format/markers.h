// Resolves conflicts between the markers that git writes, each on a line of its own: `<<<<<<< …`, one text, `=======`,
// the other, `>>>>>>> …`. `||||||| …` and the common text may stand before the `=======`.
#pragma once

#include <string>
#include <string_view>

namespace psp::format {

enum class KeptSide { ours, theirs };

/// Returns the text with each conflict resolved to one side's version. `size` is the length of the markers that count;
/// 0 takes those of 7 to 64, up to 16 deep within each other, as git leaves them in a base that it merged itself.
/// A marker whose conflict is not complete stays as an ordinary line.
std::string resolved(std::string_view text, KeptSide, int size = 0);

/// Returns the least length, from `size` up, at which no line of the two texts could be taken for a marker.
int unmistakable_size(int size, std::string_view text, std::string_view other);

}  // namespace psp::format
