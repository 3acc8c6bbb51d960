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
/// hidden, the table after the moves could as well be the true one.
using Exchange = std::vector<Move>;

/// The exchange that is always there, and hides the most: every number that sums tie to this cell is twice as large.
Exchange twice(const PrintedTable&, std::size_t cell);

/// Looks for exchanges that hide little. It goes depth first over the ways to bring the sums back to 0, one sum after
/// the other, with a limit to what may be lost; where nothing is found, again with a higher one.
class ExchangeSearch {
 public:
  explicit ExchangeSearch(const PrintedTable&);

  /// An exchange that moves this cell and others by one each; nothing where there is none, or none was found in
  /// reasonable time.
  std::optional<Exchange> find(std::size_t cell, Reach);

 private:
  using Levels = std::vector<std::size_t>;  ///< places in exchange_
  struct Way {
    Move move;
    int cost;
    int opens;  ///< sums that it brings out of balance, less those that it brings back
  };
  /// How to go on: a sum that is not 0, and what brings it nearer.
  struct Turn {
    std::size_t sum;
    std::vector<Way> ways;
    bool too_dear;  ///< there are more ways, beyond the limit
  };

  bool run(Move first, Reach, Direction);
  bool repair(int cost);
  std::size_t next_sum(int cost) const;
  Move repairing(std::size_t sum, const Term&) const;
  Turn turn(std::size_t sum, int cost);
  int opens(Move) const;
  void apply(Move);
  void take_back();
  void balance(Move, int times);
  const Leeway& leeway(Reach, Direction);
  Levels moves_behind(const Turn&) const;

  const PrintedTable& table_;
  std::map<std::pair<Reach, Direction>, Leeway> leeways_;

  // What a run starts with:
  const Leeway* leeway_ = nullptr;
  int limit_ = 0;   ///< to what may be lost
  long steps_ = 0;  ///< left until it gives up; below 0 when it did

  // Where it stands:
  Exchange exchange_;
  std::vector<int> costs_;                         ///< of the moves in exchange_
  std::vector<std::optional<std::size_t>> level_;  ///< for each cell: its place in exchange_
  std::vector<std::int64_t> off_;                  ///< for each sum: how far from 0 it is
  std::vector<std::size_t> unbalanced_;            ///< the sums that are not 0

  // What it leaves behind:
  int next_limit_ = 0;  ///< the least with which more could have been tried
  Levels blamed_;       ///< the moves of which one at least has to be another
};

}  // namespace psp::report
