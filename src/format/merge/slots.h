// The first half of a merge: finds which blocks of the three texts are the same thing.
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

/// A block, with its text in the forms in which texts are compared.
struct ComparedBlock {
  Block block;
  std::string exact;  ///< its text with LF
  std::string core;   ///< the same without empty lines at either end, and with a last line break
};

std::vector<ComparedBlock> parts_of(std::vector<Block>);

/// What identifies a block, whatever it says.
struct Name {
  BlockKind what = BlockKind::head;
  std::string kind = {}, id = {};
  auto operator<=>(const Name&) const = default;
};

/// Returns false for records without an id and for comments, which nothing identifies.
bool has_name(const ComparedBlock&);
Name name_of(const ComparedBlock&);

/// The blocks of the three texts that are the same thing.
struct Slot {
  std::array<std::vector<const ComparedBlock*>, 3> of;  ///< by side; several only if it is ambiguous
  bool contested = false;                               ///< the base has it, but with a conflict about what it says
  bool ambiguous = false;  ///< records without an id that cannot be matched with each other

  const ComparedBlock* part(Side side) const { return of[side].empty() ? nullptr : of[side].front(); }
  const ComparedBlock& any() const {
    return *(part(in_ours) ? part(in_ours) : part(in_theirs) ? part(in_theirs) : part(in_base));
  }
};

/// The base of a merge.
struct Base {
  std::vector<ComparedBlock> parts;  ///< what is certain; the head always
  std::vector<Name> contested = {};  ///< what it holds a conflict about
};

struct Aligned {
  std::vector<Slot> slots;
  std::array<std::vector<std::size_t>, 3> order;  ///< by side, each slot once; ambiguous ones in the base's alone
};

/// Returns the slots of a merge; the arguments must outlive them. Records with an id are the same if kind and id are,
/// tables if their name is, records without an id and comments if their text is; a record without an id is also the
/// same as one that says the same and got an id on a side. What remains becomes new or ambiguous.
Aligned align(const Base&, const std::vector<ComparedBlock>& ours, const std::vector<ComparedBlock>& theirs);

}  // namespace psp::format
