#include "report/suppress/leeway.h"

namespace psp::report {

Leeway::Leeway(const PrintedTable& table, Reach reach, Toward direction) : can_(table.cell_count()) {
  for (std::size_t cell = 0; cell < can_.size(); ++cell)
    for (const bool up : {false, true}) {
      const bool asked =
          direction == Toward::any || (direction == Toward::up) == up || table.cell(cell).sort == Cell::Sort::unprinted;
      can_[cell][up] = asked && table.room(cell, up, reach) > 0;
    }
  std::vector<std::size_t> open(table.sum_count());
  for (std::size_t sum = 0; sum < open.size(); ++sum) open[sum] = sum;
  while (!open.empty()) {
    const auto terms = table.terms(open.back());
    open.pop_back();
    for (const auto& term : terms)
      for (const bool up : {false, true}) {
        if (!can(term.cell, up) || has_counterpart(terms, term, up)) continue;
        can_[term.cell][up] = false;
        for (const auto& place : table.places(term.cell)) open.push_back(place.sum);
      }
  }
}

bool Leeway::has_counterpart(std::span<const Summand> terms, const Summand& moved, bool up) const {
  const bool raises = (moved.factor > 0) == up;
  for (const auto& term : terms)
    if (term.cell != moved.cell && can(term.cell, (term.factor > 0) != raises)) return true;
  return false;
}

}  // namespace psp::report
