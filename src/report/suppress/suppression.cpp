#include "report/suppress/suppression.h"

#include <deque>

#include "report/suppress/exchange.h"

namespace psp::report {
namespace {

class Suppression {
 public:
  Suppression(std::span<const Cell> cells, std::span<const Sum> sums, std::int64_t n)
      : table_(cells, sums, n), search_(table_), moved_(cells.size()) {}

  std::vector<Shown> run() {
    for (std::size_t cell = 0; cell < table_.cell_count(); ++cell)
      if (table_.to_protect(cell)) open_.push_back(cell);
    for (; !open_.empty(); open_.pop_front())
      if (!moved_[open_.front()]) protect(open_.front());
    return table_.shown();
  }

 private:
  /// Hides what is needed so that an exchange can move this cell without the reader's being able to tell.
  void protect(std::size_t cell) {
    auto exchange = search_.find(cell, Reach::as_shown);
    if (!exchange) exchange = search_.find(cell, Reach::beyond);
    for (const auto& move : exchange ? *exchange : twice(table_, cell)) {
      for (const auto hidden : table_.hide(move.cell, move.by)) open_.push_back(hidden);
      moved_[move.cell] = true;
    }
  }

  PrintedTable table_;
  ExchangeSearch search_;
  std::vector<bool> moved_;       ///< true for cells that an exchange of hidden cells moves
  std::deque<std::size_t> open_;  ///< still to be protected
};

}  // namespace

std::vector<Shown> suppress(std::span<const Cell> cells, std::span<const Sum> sums, std::int64_t n) {
  return Suppression(cells, sums, n).run();
}

}  // namespace psp::report
