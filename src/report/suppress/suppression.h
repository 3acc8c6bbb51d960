// Cell suppression (psp report --suppress N): which numbers of a printed table must not be seen, so that no number of
// a few persons can be worked out from the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace psp::report {

/// A number of the printed table, or one of which its reader knows something.
struct Cell {
  enum class Sort {
    count,     ///< of persons or events: 1 to N−1 is not to be seen
    measure,   ///< minutes and the like: never small by itself
    unprinted  ///< never shown, but known not to be negative, as held sessions less distinct clients
  };
  std::int64_t value = 0;  ///< 0 or more
  Sort sort = Sort::count;
  std::optional<std::size_t> follows;  ///< the cell with which it is hidden, as minutes are with their sessions
  int cost = 1;                        ///< what is lost with it, 1 or more; a total costs more than its parts
};

struct Summand {
  std::size_t cell;
  int factor;
};

/// Numbers that add up to 0, each times its factor, as the table's reader knows.
struct Sum {
  std::vector<Summand> terms;
};

enum class Shown {
  value,
  small,  ///< as `<N`
  hidden
};

/// Returns how each cell is to be shown. A 0 is always shown, an unprinted cell is hidden.
///
/// For each count and measure that is not shown there are at least two tables that give it different numbers and agree
/// with everything known to the reader: the sums, the values shown, that `<N` is 1 to N−1 and that no 0 is hidden. In
/// them a hidden count of N or more stays N or more, so that knowing that a hidden count is not small does not help.
///
/// A count of 1 to N−1 is shown as `<N`. If that would give it or another away, one is hidden instead: with N = 3,
/// 1 + 1 = 2 is shown as `<3` + `<3` = (hidden), for `<3` + `<3` = `<3` has one solution only.
///
/// N is 0 or 1, which hides nothing, or 3 and more: `<2` would say 1.
std::vector<Shown> suppress(std::span<const Cell>, std::span<const Sum>, std::int64_t n);

}  // namespace psp::report
