#include "report/suppress/exchange.h"

#include <algorithm>
#include <limits>

namespace psp::report {
namespace {

constexpr int no_limit = std::numeric_limits<int>::max();
constexpr long first_steps = 100;
/// With Reach::beyond there always is an exchange, and not to find it means to hide much more.
constexpr long most_steps(Reach reach) { return reach == Reach::as_shown ? 2'000 : 20'000; }

template <class T>
bool contains(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

Exchange twice(const PrintedTable& table, std::size_t cell) {
  Exchange all;
  std::vector<bool> reached(table.cell_count());
  std::vector<std::size_t> open{cell};
  while (!open.empty()) {
    const auto next = open.back();
    open.pop_back();
    if (reached[next] || table.cell(next).value == 0) continue;
    reached[next] = true;
    all.push_back({next, table.cell(next).value});
    for (const auto& place : table.places(next))
      for (const auto& term : table.terms(place.sum)) open.push_back(term.cell);
  }
  return all;
}

ExchangeSearch::ExchangeSearch(const PrintedTable& table)
    : table_(table), level_(table.cell_count()), off_(table.sum_count()) {}

std::optional<Exchange> ExchangeSearch::find(std::size_t cell, Reach reach) {
  limit_ = 0;
  for (auto steps = first_steps; steps < most_steps(reach);) {
    bool ended = true;
    next_limit_ = no_limit;
    for (const std::int64_t by : {1, -1})
      for (const auto direction : {Toward::any, by > 0 ? Toward::up : Toward::down}) {
        steps_ = steps;
        if (run({cell, by}, reach, direction)) return exchange_;
        ended = ended && steps_ >= 0;
      }
    if (next_limit_ == no_limit && ended) break;
    if (next_limit_ == no_limit) {
      steps *= 2;
    } else {
      limit_ = std::max(next_limit_, limit_ + limit_ / 2);
      steps += steps / 4;
    }
  }
  return std::nullopt;
}

bool ExchangeSearch::run(Move first, Reach reach, Toward direction) {
  while (!exchange_.empty()) take_back();
  leeway_ = &leeway(reach, direction);
  if (!leeway_->can(first.cell, first.by > 0)) return false;
  const auto cost = table_.cost(first.cell, first.by);
  if (cost > limit_) {
    next_limit_ = std::min(next_limit_, cost);
    return false;
  }
  apply(first);
  return repair(cost);
}

/// Returns true if the moves made so far could be completed to an exchange. If not, blamed_ has those that prevent it.
bool ExchangeSearch::repair(int cost) {
  if (unbalanced_.empty()) return true;
  if (--steps_ < 0) return false;
  const auto level = exchange_.size();
  const auto here = turn(next_sum(cost), cost);
  auto blamed = moves_behind(here);
  for (const auto& way : here.ways) {
    apply(way.move);
    if (repair(cost + way.cost)) return true;
    if (steps_ < 0) return false;
    take_back();
    // No other way here would help: goes back to a move that is to blame.
    if (!contains(blamed_, level)) return false;
    for (const auto other : blamed_)
      if (other != level && !contains(blamed, other)) blamed.push_back(other);
  }
  blamed_ = std::move(blamed);
  return false;
}

/// Returns the sum to repair next: the one with the fewest ways.
std::size_t ExchangeSearch::next_sum(int cost) const {
  auto best = unbalanced_.front();
  auto fewest = std::numeric_limits<std::ptrdiff_t>::max();
  for (const auto sum : unbalanced_) {
    const auto terms = table_.terms(sum);
    const auto ways = std::count_if(terms.begin(), terms.end(), [&](const Summand& term) {
      const auto move = repairing(sum, term);
      return move.by != 0 && cost + table_.cost(move.cell, move.by) <= limit_;
    });
    if (ways >= fewest) continue;
    best = sum;
    fewest = ways;
  }
  return best;
}

/// Returns the move of this term that brings the sum nearer to 0; one by 0 if it cannot move so.
Move ExchangeSearch::repairing(std::size_t sum, const Summand& term) const {
  const bool up = (off_[sum] < 0) == (term.factor > 0);
  if (level_[term.cell] || !leeway_->can(term.cell, up)) return {term.cell, 0};
  return {term.cell, up ? 1 : -1};
}

/// Returns the ways to repair a sum, the cheapest first.
ExchangeSearch::Turn ExchangeSearch::turn(std::size_t sum, int cost) {
  Turn turn{sum, {}, false};
  for (const auto& term : table_.terms(sum)) {
    const auto move = repairing(sum, term);
    if (move.by == 0) continue;
    const auto more = table_.cost(move.cell, move.by);
    if (cost + more <= limit_) {
      turn.ways.push_back({move, more, opens(move)});
    } else {
      next_limit_ = std::min(next_limit_, cost + more);
      turn.too_dear = true;
    }
  }
  std::stable_sort(turn.ways.begin(), turn.ways.end(),
                   [](const Step& a, const Step& b) { return a.cost != b.cost ? a.cost < b.cost : a.opens < b.opens; });
  return turn;
}

int ExchangeSearch::opens(Move move) const {
  int all = 0;
  for (const auto& [sum, factor] : table_.places(move.cell))
    if (off_[sum] == 0) ++all;
    else if (off_[sum] + factor * move.by == 0) --all;
  return all;
}

void ExchangeSearch::apply(Move move) {
  level_[move.cell] = exchange_.size();
  costs_.push_back(table_.cost(move.cell, move.by));
  exchange_.push_back(move);
  balance(move, 1);
}

void ExchangeSearch::take_back() {
  const auto move = exchange_.back();
  balance(move, -1);
  exchange_.pop_back();
  costs_.pop_back();
  level_[move.cell].reset();
}

void ExchangeSearch::balance(Move move, int times) {
  for (const auto& [sum, factor] : table_.places(move.cell)) {
    const bool was_off = off_[sum] != 0;
    off_[sum] += factor * move.by * times;
    if (!was_off && off_[sum] != 0) unbalanced_.push_back(sum);
    if (was_off && off_[sum] == 0) unbalanced_.erase(std::find(unbalanced_.begin(), unbalanced_.end(), sum));
  }
}

const Leeway& ExchangeSearch::leeway(Reach reach, Toward direction) {
  return leeways_.try_emplace({reach, direction}, table_, reach, direction).first->second;
}

/// Returns the moves for which there are no more ways: those of cells of the sum, and, if some ways cost too much, all
/// that cost something.
ExchangeSearch::Levels ExchangeSearch::moves_behind(const Turn& turn) const {
  Levels levels;
  for (const auto& term : table_.terms(turn.sum))
    if (level_[term.cell] && !contains(levels, *level_[term.cell])) levels.push_back(*level_[term.cell]);
  if (!turn.too_dear) return levels;
  for (std::size_t level = 0; level < costs_.size(); ++level)
    if (costs_[level] > 0 && !contains(levels, level)) levels.push_back(level);
  return levels;
}

}  // namespace psp::report
