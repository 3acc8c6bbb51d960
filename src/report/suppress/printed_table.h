// A table on its way to being printed: its cells and sums, and how each cell is shown so far.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "report/suppress/suppression.h"

namespace psp::report {

/// How far small counts can go in a table that could as well be the true one.
enum class Reach {
  as_shown,  ///< 1 to N−1
  beyond     ///< N and more too: those that get there are hidden instead of being shown as `<N`
};

/// A sum that a cell is in.
struct InSum {
  std::size_t sum;
  int factor;
};

class PrintedTable {
 public:
  /// Small counts are shown as `<N` from the start, and what follows them is hidden.
  PrintedTable(std::span<const Cell>, std::span<const Sum>, std::int64_t n);

  std::size_t cell_count() const { return cells_.size(); }
  std::size_t sum_count() const { return sums_.size(); }
  const Cell& cell(std::size_t cell) const { return cells_[cell]; }
  std::span<const Term> terms(std::size_t sum) const { return sums_[sum].terms; }
  std::span<const InSum> places(std::size_t cell) const { return places_[cell]; }

  const std::vector<Shown>& shown() const { return shown_; }
  /// A count or measure that cannot be seen.
  bool to_protect(std::size_t cell) const;
  /// How far a cell could move, once hidden, within what the reader knows of it. A 0 that is printed stays.
  std::int64_t room(std::size_t cell, bool up, Reach) const;
  /// What is lost by hiding what must not be seen when a cell moves: itself and its followers.
  int cost(std::size_t cell, std::int64_t by) const;
  /// Hides that. Gives the cells that can no longer be seen.
  std::vector<std::size_t> hide(std::size_t cell, std::int64_t by);

 private:
  bool is_small(std::size_t cell) const;
  bool goes_beyond(std::size_t cell, std::int64_t by) const;
  void hide_with_followers(std::size_t cell, std::vector<std::size_t>& hidden);

  std::span<const Cell> cells_;
  std::span<const Sum> sums_;
  std::int64_t n_;
  std::vector<std::vector<InSum>> places_;
  std::vector<std::vector<std::size_t>> followers_;
  std::vector<Shown> shown_;
};

}  // namespace psp::report
