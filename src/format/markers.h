// Conflict markers, as git writes them: `<<<<<<< …`, one text, `=======`, the other, `>>>>>>> …`, each on a line of its
// own; `||||||| …` and the common text may stand before the `=======`.
#pragma once

#include <string>
#include <string_view>

namespace psp::format {

enum class Kept { ours, theirs };

/// A text in which each conflict is resolved to one side's version. `size` is the length of the markers that count; 0
/// takes those of any length from 7 up, and what they enclose may hold conflicts with markers of another length, as
/// git leaves them where it merged what it then merged from. A marker without its others is a line like any.
std::string resolved(std::string_view text, Kept, int size = 0);

/// The length from `size` up at which no line of the texts could be taken for a marker.
int unmistakable_size(int size, std::string_view text, std::string_view other);

}  // namespace psp::format
