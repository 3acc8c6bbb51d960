#include "report/suppress/printed_table.h"

#include <limits>

namespace psp::report {
namespace {

constexpr auto no_end = std::numeric_limits<std::int64_t>::max();
constexpr int cost_of_going_beyond = 100;  // of the order of a group's totals

}  // namespace

PrintedTable::PrintedTable(std::span<const Cell> cells, std::span<const Sum> sums, std::int64_t n)
    : cells_(cells),
      sums_(sums),
      n_(n),
      places_(cells.size()),
      followers_(cells.size()),
      shown_(cells.size(), Shown::value) {
  for (std::size_t sum = 0; sum < sums.size(); ++sum)
    for (const auto& term : sums[sum].terms) places_[term.cell].push_back({sum, term.factor});
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (cells[cell].follows) followers_[*cells[cell].follows].push_back(cell);
    if (is_small(cell)) shown_[cell] = Shown::small;
    if (cells[cell].sort == Cell::Sort::unprinted) shown_[cell] = Shown::hidden;
  }
  std::vector<std::size_t> hidden;
  for (std::size_t cell = 0; cell < cells.size(); ++cell)
    if (shown_[cell] == Shown::small)
      for (const auto follower : followers_[cell]) hide_with_followers(follower, hidden);
}

bool PrintedTable::is_small(std::size_t cell) const {
  const auto& c = cells_[cell];
  return c.sort == Cell::Sort::count && 0 < c.value && c.value < n_;
}

bool PrintedTable::to_protect(std::size_t cell) const {
  return shown_[cell] != Shown::value && cells_[cell].sort != Cell::Sort::unprinted;
}

std::int64_t PrintedTable::room(std::size_t cell, bool up, Reach reach) const {
  const auto& c = cells_[cell];
  if (c.sort == Cell::Sort::unprinted) return up ? no_end : c.value;
  if (c.value == 0) return 0;
  const bool small = is_small(cell);
  if (up) return small && reach == Reach::as_shown ? n_ - 1 - c.value : no_end;
  return c.value - (small || c.sort == Cell::Sort::measure ? 1 : n_);
}

bool PrintedTable::goes_beyond(std::size_t cell, std::int64_t by) const {
  return shown_[cell] == Shown::small && cells_[cell].value + by >= n_;
}

int PrintedTable::cost(std::size_t cell, std::int64_t by) const {
  if (goes_beyond(cell, by)) return cost_of_going_beyond;
  if (shown_[cell] != Shown::value || cells_[cell].value == 0) return 0;
  auto all = cells_[cell].cost;
  for (const auto follower : followers_[cell]) all += cost(follower, 0);
  return all;
}

std::vector<std::size_t> PrintedTable::hide(std::size_t cell, std::int64_t by) {
  if (goes_beyond(cell, by)) shown_[cell] = Shown::hidden;
  std::vector<std::size_t> hidden;
  hide_with_followers(cell, hidden);
  return hidden;
}

void PrintedTable::hide_with_followers(std::size_t cell, std::vector<std::size_t>& hidden) {
  if (shown_[cell] != Shown::value || cells_[cell].value == 0) return;
  shown_[cell] = Shown::hidden;
  hidden.push_back(cell);
  for (const auto follower : followers_[cell]) hide_with_followers(follower, hidden);
}

}  // namespace psp::report
