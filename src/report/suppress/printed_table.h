// A table that is to be printed: its cells and sums, and how each cell is shown so far.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "report/suppress/suppression.h"

namespace psp::report {

/// The values that a small count may take in a table that could be the true one as well.
enum class Reach {
  as_shown,  ///< 1 to N−1
  beyond     ///< N and more too: a count that gets there is hidden instead of being shown as `<N`
};

/// A sum that a cell is in.
struct InSum {
  std::size_t sum;
  int factor;
};

/// Holds what is shown of a table, whose cells and sums must outlive it.
class PrintedTable {
 public:
  /// Shows small counts as `<N`, and hides what follows them.
  PrintedTable(std::span<const Cell>, std::span<const Sum>, std::int64_t n);

  std::size_t cell_count() const { return cells_.size(); }
  std::size_t sum_count() const { return sums_.size(); }
  const Cell& cell(std::size_t cell) const { return cells_[cell]; }
  std::span<const Summand> terms(std::size_t sum) const { return sums_[sum].terms; }
  std::span<const InSum> places(std::size_t cell) const { return places_[cell]; }

  const std::vector<Shown>& shown() const { return shown_; }
  /// Returns true for a count or measure whose value is not shown.
  bool to_protect(std::size_t cell) const;
  /// Returns how far a cell could move, once hidden, within what the reader knows of it; 0 for a count or measure of 0.
  std::int64_t room(std::size_t cell, bool up, Reach) const;
  /// Returns what is lost if a cell that moves is hidden with its followers.
  int cost(std::size_t cell, std::int64_t by) const;
  /// Hides a cell that moves, and its followers. Returns the cells that were shown before.
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
