// Which block of one text is which of another: the first half of a merge.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "format/blocks.h"

namespace psp::format {

enum Side { in_base, in_ours, in_theirs };
inline constexpr std::array both_sides{in_ours, in_theirs};
constexpr Side other_side(Side side) { return side == in_ours ? in_theirs : in_ours; }

/// A block in the forms in which it is compared.
struct Part {
  Block block;
  std::string exact;  ///< its text with LF
  std::string core;   ///< the same without empty lines at either end, and with a last line break
};

std::vector<Part> parts_of(std::vector<Block>);

/// What a block is known by, whatever it says; records without an id and comments are known by nothing.
struct Name {
  BlockKind what = BlockKind::head;
  std::string kind = {}, id = {};
  auto operator<=>(const Name&) const = default;
};

bool has_name(const Part&);
Name name_of(const Part&);

/// What is one thing in the three texts.
struct Slot {
  std::array<std::vector<const Part*>, 3> of;  ///< by side; several only where it is ambiguous
  bool contested = false;                      ///< the base holds a conflict about it: it was there, nobody knows how
  bool ambiguous = false;                      ///< records without an id, of which nobody can tell which is which

  const Part* part(Side side) const { return of[side].empty() ? nullptr : of[side].front(); }
  const Part& any() const {
    return *(part(in_ours) ? part(in_ours) : part(in_theirs) ? part(in_theirs) : part(in_base));
  }
};

/// The base: what is certain of it, the head at least, and what it holds a conflict about.
struct Base {
  std::vector<Part> parts;
  std::vector<Name> contested = {};
};

struct Aligned {
  std::vector<Slot> slots;
  std::array<std::vector<std::size_t>, 3> order;  ///< by side, each slot once; without what is ambiguous
};

/// Records that have an id are the same where kind and id are, tables where their name is. Records without one are the
/// same where all their text is; one that got an id on a side is still the same. Whatever remains is not guessed at: it
/// becomes ambiguous, or new.
Aligned align(const Base&, const std::vector<Part>& ours, const std::vector<Part>& theirs);

}  // namespace psp::format
