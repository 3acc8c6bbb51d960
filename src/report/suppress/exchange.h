// The search behind cell suppression: which numbers of a table could be others without its reader noticing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "report/suppress/leeway.h"

namespace psp::report {

struct Move {
  std::size_t cell;
  std::int64_t by;
};

/// Moves that leave every sum at 0 and every cell within what its reader knows of it. Once the cells that move are
/// hidden, the table after the moves could be the true one as well.
using Exchange = std::vector<Move>;

/// Returns the exchange that always exists, and hides the most: it doubles every number that sums tie to this cell.
Exchange twice(const PrintedTable&, std::size_t cell);

/// Looks for exchanges that hide little. It goes depth first over the ways to bring the sums back to 0, one sum after
/// the other, with a limit to what may be lost; if it finds nothing, it tries again with a higher one. The table must
/// outlive it. find() changes what it holds, so threads must not share one.
class ExchangeSearch {
 public:
  explicit ExchangeSearch(const PrintedTable&);

  /// Returns an exchange that moves this cell and others by one each; nothing if there is none, or if none was found
  /// within a fixed number of steps, so that the result does not depend on the machine.
  std::optional<Exchange> find(std::size_t cell, Reach);

 private:
  using Levels = std::vector<std::size_t>;  ///< places in exchange_
  struct Step {
    Move move;
    int cost;
    int opens;  ///< sums that it brings out of balance, less those that it brings back
  };
  /// A sum that is not 0, and the ways to bring it nearer to 0.
  struct Turn {
    std::size_t sum;
    std::vector<Step> ways;
    bool too_dear;  ///< there are more ways, which cost more than the limit allows
  };

  bool run(Move first, Reach, Toward);
  bool repair(int cost);
  std::size_t next_sum(int cost) const;
  Move repairing(std::size_t sum, const Summand&) const;
  Turn turn(std::size_t sum, int cost);
  int opens(Move) const;
  void apply(Move);
  void take_back();
  void balance(Move, int times);
  const Leeway& leeway(Reach, Toward);
  Levels moves_behind(const Turn&) const;

  const PrintedTable& table_;
  std::map<std::pair<Reach, Toward>, Leeway> leeways_;

  // Set before a run:
  const Leeway* leeway_ = nullptr;
  int limit_ = 0;   ///< to what may be lost
  long steps_ = 0;  ///< steps left until it gives up; below 0 when it has given up

  // Changed during a run:
  Exchange exchange_;
  std::vector<int> costs_;                         ///< of the moves in exchange_
  std::vector<std::optional<std::size_t>> level_;  ///< for each cell: its place in exchange_
  std::vector<std::int64_t> off_;                  ///< for each sum: how far from 0 it is
  std::vector<std::size_t> unbalanced_;            ///< the sums that are not 0

  // Left by a run:
  int next_limit_ = 0;  ///< the least limit with which more could have been tried
  Levels blamed_;       ///< moves of which at least one must be replaced
};

}  // namespace psp::report
