// Which cells of a table could move at all, whatever else of it is hidden.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "report/suppress/printed_table.h"

namespace psp::report {

/// Which moves an exchange is made of. One case more raises every number that counts it: an exchange of moves that all
/// go one way is often there, and soon found among the few. Unprinted cells go both ways always.
enum class Direction { any, up, down };

/// Whether a cell can move by one, up or down. It cannot where no other cell of one of its sums could make up for it;
/// that stays so whatever is hidden later.
class Leeway {
 public:
  Leeway(const PrintedTable&, Reach, Direction);
  bool can(std::size_t cell, bool up) const { return can_[cell][up]; }

 private:
  bool has_counterpart(std::span<const Term>, const Term&, bool up) const;

  std::vector<std::array<bool, 2>> can_;  ///< for each cell down, up
};

}  // namespace psp::report
