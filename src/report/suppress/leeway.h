// Which cells of a table could move, whatever else of it is hidden.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "report/suppress/printed_table.h"

namespace psp::report {

/// Which way the cells of an exchange may move; unprinted ones may always move both ways. One case more raises every
/// number that counts it, so an exchange of moves in one direction often exists, and is soon found among the few.
enum class Toward { any, up, down };

/// Says whether a cell can move by one, up or down. It cannot if in one of its sums no other cell could make up for it;
/// that stays so whatever is hidden later. It does not change once made.
class Leeway {
 public:
  Leeway(const PrintedTable&, Reach, Toward);
  bool can(std::size_t cell, bool up) const { return can_[cell][up]; }

 private:
  bool has_counterpart(std::span<const Summand>, const Summand&, bool up) const;

  std::vector<std::array<bool, 2>> can_;  ///< for each cell down, up
};

}  // namespace psp::report
