#include "report/suppress/suppression.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <string>

#include "report/sample_report.h"
#include "test.h"

using namespace psp;
using namespace psp::report;
using namespace psp::tests;

namespace {

using Row = std::vector<std::int64_t>;

Row totals_of_columns(const std::vector<Row>& rows) {
  Row totals(rows.front().size());
  for (const auto& row : rows)
    for (std::size_t x = 0; x < row.size(); ++x) totals[x] += row[x];
  return totals;
}
/// Returns the rows with their totals, and a last row of the columns' totals.
std::vector<Row> with_totals(std::vector<Row> rows) {
  for (auto& row : rows) row.push_back(std::accumulate(row.begin(), row.end(), std::int64_t{0}));
  rows.push_back(totals_of_columns(rows));
  return rows;
}

struct Numbers {
  std::vector<Cell> cells;
  std::vector<Sum> sums;

  std::size_t add(std::int64_t value, int cost = 1, Cell::Sort sort = Cell::Sort::count) {
    cells.push_back({value, sort, std::nullopt, cost});
    return cells.size() - 1;
  }
  void add_total(std::size_t whole, const std::vector<std::size_t>& parts) {
    Sum sum{{{whole, -1}}};
    for (const auto part : parts) sum.terms.push_back({part, 1});
    sums.push_back(sum);
  }
  /// Adds that the part is known to be no more than the whole.
  void at_most(std::size_t part, std::size_t whole) {
    const auto rest = add(cells[whole].value - cells[part].value, 1, Cell::Sort::unprinted);
    sums.push_back({{{whole, 1}, {part, -1}, {rest, -1}}});
  }

  /// Adds rows whose last number is their total; of several rows the last are the totals of the columns. Returns the
  /// first cell: they follow each other row by row.
  std::size_t add_table(const std::vector<Row>& rows) {
    const auto first = cells.size(), width = rows.front().size(), height = rows.size();
    for (std::size_t y = 0; y < height; ++y)
      for (std::size_t x = 0; x < width; ++x)
        add(rows[y][x], 1 + 2 * (x + 1 == width) + 2 * (height > 1 && y + 1 == height));
    for (std::size_t y = 0; y < height; ++y) add_line(first + y * width, 1, width);
    for (std::size_t x = 0; height > 1 && x < width; ++x) add_line(first + x, width, height);
    return first;
  }

 private:
  void add_line(std::size_t first, std::size_t step, std::size_t length) {
    std::vector<std::size_t> parts;
    for (std::size_t i = 0; i + 1 < length; ++i) parts.push_back(first + i * step);
    add_total(first + (length - 1) * step, parts);
  }
};

std::string as_shown(const Cell& cell, Shown shown, std::int64_t n) {
  if (shown == Shown::value) return std::to_string(cell.value);
  return shown == Shown::small ? "<" + std::to_string(n) : "?";
}

/// Returns what is printed, with `?` for a number that is hidden, and with `/` after each `width` numbers.
std::string printed(const Numbers& numbers, std::int64_t n, std::size_t width = 100) {
  const auto shown = suppress(numbers.cells, numbers.sums, n);
  std::string text;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (numbers.cells[i].sort == Cell::Sort::unprinted) continue;
    if (i > 0) text += i % width == 0 ? " / " : " ";
    text += as_shown(numbers.cells[i], shown[i], n);
  }
  return text;
}
std::string printed(const std::vector<Row>& rows, std::int64_t n) {
  Numbers numbers;
  numbers.add_table(rows);
  return printed(numbers, n, rows.front().size());
}

bool is_small(const Cell& cell, std::int64_t n) {
  return cell.sort == Cell::Sort::count && 0 < cell.value && cell.value < n;
}

/// Tries out, with the printed table, all numbers that its cells could have.
class Reader {
 public:
  struct Range {
    std::int64_t low, high;
  };

  Reader(const Numbers& numbers, std::vector<Range> known) : numbers_(numbers), known_(std::move(known)) {}

  bool has_another_for(std::size_t cell) const {
    for (auto value = known_[cell].low; value <= known_[cell].high; ++value) {
      auto tried = known_;
      tried[cell] = {value, value};
      if (value != numbers_.cells[cell].value && has_solution(std::move(tried))) return true;
    }
    return false;
  }

 private:
  bool has_solution(std::vector<Range> ranges) const {
    if (!narrow(ranges)) return false;
    const auto width = [&](std::size_t i) { return ranges[i].high - ranges[i].low; };
    auto next = ranges.size();
    for (std::size_t i = 0; i < ranges.size(); ++i)
      if (width(i) > 0 && (next == ranges.size() || width(i) < width(next))) next = i;
    if (next == ranges.size()) return true;
    for (auto value = ranges[next].low; value <= ranges[next].high; ++value) {
      auto tried = ranges;
      tried[next] = {value, value};
      if (has_solution(std::move(tried))) return true;
    }
    return false;
  }
  /// Leaves out what a sum makes impossible, until nothing changes. Returns false if nothing is left.
  bool narrow(std::vector<Range>& ranges) const {
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& sum : numbers_.sums)
        for (const auto& term : sum.terms) {
          const auto [low, high] = rest(sum, term, ranges);
          auto& range = ranges[term.cell];
          const auto fits = [&, least = low, most = high](std::int64_t value) {
            return least <= -term.factor * value && -term.factor * value <= most;
          };
          while (range.low <= range.high && !fits(range.low)) ++range.low, changed = true;
          while (range.low <= range.high && !fits(range.high)) --range.high, changed = true;
          if (range.low > range.high) return false;
        }
    }
    return true;
  }
  /// Returns what the other terms of the sum can make together.
  static Range rest(const Sum& sum, const Summand& without, const std::vector<Range>& ranges) {
    Range all{0, 0};
    for (const auto& [cell, factor] : sum.terms) {
      if (cell == without.cell) continue;
      all.low += factor * (factor > 0 ? ranges[cell].low : ranges[cell].high);
      all.high += factor * (factor > 0 ? ranges[cell].high : ranges[cell].low);
    }
    return all;
  }

  const Numbers& numbers_;
  std::vector<Range> known_;
};

/// Says what a reader takes hidden numbers for: any; or, if they are likely, N and more if they are so many, for most
/// are, and never 0.
enum class Guess { any, likely };

Reader reader_of(const Numbers& numbers, const std::vector<Shown>& shown, std::int64_t n, Guess guess) {
  std::int64_t most = 0;
  for (const auto& cell : numbers.cells) most = std::max(most, cell.value);
  std::vector<Reader::Range> ranges;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto& [value, sort, follows, cost] = numbers.cells[i];
    if (shown[i] == Shown::value) ranges.push_back({value, value});
    if (shown[i] == Shown::small) ranges.push_back({1, n - 1});
    if (shown[i] != Shown::hidden) continue;
    const std::int64_t likely = sort == Cell::Sort::count && value >= n ? n : 1;
    ranges.push_back({sort == Cell::Sort::unprinted || guess == Guess::any ? 0 : likely, most + 2 * n});
  }
  return {numbers, std::move(ranges)};
}

/// Returns true if some small count is given away when it is shown as `<N`, though everything else that can be is
/// hidden.
bool gives_away_itself(const Numbers& numbers, std::int64_t n) {
  std::vector<Shown> shown;
  for (const auto& cell : numbers.cells)
    shown.push_back(is_small(cell, n)                                      ? Shown::small
                    : cell.value > 0 || cell.sort == Cell::Sort::unprinted ? Shown::hidden
                                                                           : Shown::value);
  const auto reader = reader_of(numbers, shown, n, Guess::likely);
  for (std::size_t i = 0; i < shown.size(); ++i)
    if (shown[i] == Shown::small && !reader.has_another_for(i)) return true;
  return false;
}

std::string told(const Numbers& numbers, const std::vector<Shown>& shown, std::int64_t n) {
  std::string text = "N = " + std::to_string(n) + ":";
  for (std::size_t i = 0; i < shown.size(); ++i)
    text += " " + std::to_string(numbers.cells[i].value) + "(" + as_shown(numbers.cells[i], shown[i], n) + ")";
  return text;
}

void check_each_cell(const Numbers& numbers, std::int64_t n) {
  const auto shown = suppress(numbers.cells, numbers.sums, n);
  INFO(told(numbers, shown, n));
  const auto any = reader_of(numbers, shown, n, Guess::any), likely = reader_of(numbers, shown, n, Guess::likely);
  bool small_hidden = false;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto& cell = numbers.cells[i];
    if (cell.sort == Cell::Sort::unprinted) continue;
    INFO("cell " << i);
    CHECK((shown[i] == Shown::small ? is_small(cell, n) : shown[i] == Shown::hidden || !is_small(cell, n)));
    if (cell.value == 0) CHECK(shown[i] == Shown::value);
    if (cell.follows && cell.value > 0 && shown[*cell.follows] != Shown::value) CHECK(shown[i] == Shown::hidden);
    if (shown[i] == Shown::value) continue;
    CHECK(any.has_another_for(i));
    CHECK(likely.has_another_for(i));
    small_hidden = small_hidden || (shown[i] == Shown::hidden && is_small(cell, n));
  }
  if (small_hidden) CHECK(gives_away_itself(numbers, n));
}

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(engine_() % static_cast<std::uint32_t>(n)); }
  /// Returns a number that is often 0, as in a report.
  std::int64_t number(std::int64_t most) { return below(4) == 0 ? 0 : below(most + 1); }
  std::vector<Row> rows(std::int64_t height, std::int64_t width, std::int64_t most) {
    std::vector<Row> all(static_cast<std::size_t>(height), Row(static_cast<std::size_t>(width)));
    for (auto& row : all)
      for (auto& one : row) one = number(most);
    return all;
  }
  /// Returns other columns for the same rows: what a row sums up to stays.
  std::vector<Row> divided_otherwise(const std::vector<Row>& rows, std::int64_t width) {
    std::vector<Row> others;
    for (const auto& row : rows) {
      others.emplace_back(static_cast<std::size_t>(width));
      for (auto n = std::accumulate(row.begin(), row.end(), std::int64_t{0}); n > 0; --n)
        ++others.back()[static_cast<std::size_t>(std::min(below(width), below(width)))];
    }
    return others;
  }

 private:
  std::mt19937 engine_;
};

/// Returns two or three workers and all: cases with their balance, held sessions with their minutes and distinct
/// clients.
Numbers small_report(Chance& chance, std::int64_t most) {
  std::vector<Row> rows;
  for (auto workers = 2 + chance.below(2); workers > 0; --workers) {
    const auto start = chance.number(most), opened = chance.number(most), closed = chance.below(start + opened + 1);
    const auto held = chance.number(most), clients = held > 0 ? 1 + chance.below(held) : 0;
    rows.push_back({start, opened, closed, start + opened - closed, held, held * 50 * chance.below(3), clients});
  }
  rows.push_back(totals_of_columns(rows));
  Numbers numbers;
  std::vector<std::vector<std::size_t>> columns(6);  // clients do not add up: who has two workers is one in all
  for (const auto& row : rows) {
    std::vector<std::size_t> at;
    for (std::size_t x = 0; x < row.size(); ++x)
      at.push_back(numbers.add(row[x], &row == &rows.back() ? 3 : 1, x == 5 ? Cell::Sort::measure : Cell::Sort::count));
    for (std::size_t x = 0; x < columns.size(); ++x) columns[x].push_back(at[x]);
    numbers.sums.push_back({{{at[0], 1}, {at[1], 1}, {at[2], -1}, {at[3], -1}}});
    numbers.cells[at[5]].follows = at[4];
    numbers.at_most(at[6], at[4]);
  }
  for (auto& column : columns) {
    const auto whole = column.back();
    column.pop_back();
    numbers.add_total(whole, column);
  }
  return numbers;
}

}  // namespace

TEST_CASE("N of 0 or 1 hides nothing") {
  for (const auto n : {0, 1}) CHECK(printed({{1, 2, 3}}, n) == "1 2 3");
}

TEST_CASE("a small count takes a second number with it where the total would give it away") {
  CHECK(printed({{3, 9, 12}}, 5) == "<5 ? 12");
  CHECK(printed({{3, 9, 7, 19}}, 5) == "<5 ? 7 19");
  CHECK(printed({{3, 5, 8}}, 5) == "<5 ? 8");  // 5 could be 6, and 3 be 2
  CHECK(printed({{3, 2, 9, 14}}, 5) == "<5 <5 9 14");
  CHECK(printed({{3, 1, 4}}, 5) == "<5 <5 <5");
}

TEST_CASE("no second number is hidden where the sum leaves the count open") {
  CHECK(printed({{5, 9, 14}}, 5) == "5 9 14");
  CHECK(printed({{2, 3, 5}}, 5) == "<5 <5 5");
}

TEST_CASE("a 0 is always shown, and hides nothing") {
  CHECK(printed({{3, 0, 0, 9, 12}}, 5) == "<5 0 0 ? 12");
  CHECK(printed({{3, 0, 3}}, 5) == "<5 0 <5");
  CHECK(printed({{0, 0, 0}}, 5) == "0 0 0");
}

TEST_CASE("the total is hidden where it says that all its parts are as large or as small as they can be") {
  CHECK(printed({{4, 4, 4, 12}}, 5) == "<5 <5 <5 ?");
  CHECK(printed({{3, 3, 1, 7}}, 4) == "<4 <4 <4 7");
}

TEST_CASE("a small count is hidden where <N gives it away") {
  CHECK(printed({{1, 1, 2}}, 3) == "<3 <3 ?");
  CHECK(printed({{1, 1, 1, 1, 4}}, 5) == "<5 <5 <5 <5 ?");
  CHECK(printed({{1, 1, 1, 3}}, 5) == "<5 <5 <5 <5");
}

TEST_CASE("no small count is hidden to spare another number") {
  Numbers numbers;
  const auto start = numbers.add(1), opened = numbers.add(9, 500), closed = numbers.add(4), end = numbers.add(6, 600);
  numbers.sums.push_back({{{start, 1}, {opened, 1}, {closed, -1}, {end, -1}}});
  CHECK(printed(numbers, 5) == "<5 ? <5 6");
}

TEST_CASE("in rows and columns three more numbers are hidden") {
  CHECK(printed({{3, 9, 12}, {8, 7, 15}, {11, 16, 27}}, 5) == "<5 ? 12 / ? ? 15 / 11 16 27");
  CHECK(printed({{9, 8, 17}, {8, 7, 15}, {17, 15, 32}}, 5) == "9 8 17 / 8 7 15 / 17 15 32");
  // The other number of the row or column is 0 or small, and cannot or need not be hidden.
  CHECK(printed({{3, 0, 3}, {8, 7, 15}, {11, 7, 18}}, 5) == "<5 0 <5 / ? 7 ? / 11 7 18");
  CHECK(printed({{3, 4, 7}, {2, 9, 11}, {5, 13, 18}}, 5) == "<5 <5 7 / <5 ? 11 / 5 13 18");
}

TEST_CASE("what costs less is hidden") {
  for (const int dear : {1, 2}) {
    Numbers numbers;
    numbers.add_table({{3, 9, 8, 20}});
    numbers.cells[static_cast<std::size_t>(dear)].cost = 2;
    CHECK(printed(numbers, 5) == (dear == 1 ? "<5 9 ? 20" : "<5 ? 8 20"));
  }
}

TEST_CASE("the minutes of hidden sessions are hidden, and not to be had from the others") {
  const auto printed_with = [](const Row& minutes_held) {
    Numbers numbers;
    const auto held = numbers.add_table({{3, 8, 9, 20}}), minutes = numbers.add_table({minutes_held});
    for (std::size_t i = 0; i < 4; ++i) {
      numbers.cells[minutes + i].sort = Cell::Sort::measure;
      numbers.cells[minutes + i].follows = held + i;
    }
    return printed(numbers, 5, 4);
  };
  CHECK(printed_with({150, 400, 450, 1000}) == "<5 ? 9 20 / ? ? 450 1000");
  // No minutes are lost with the 9 sessions, so they are hidden and not the 8. The 150 are then not to be had from 400.
  CHECK(printed_with({150, 400, 0, 550}) == "<5 8 ? 20 / ? ? 0 550");
  // The 400 are hidden with the 8, and not to be had from 450.
  CHECK(printed_with({0, 400, 450, 850}) == "<5 ? 9 20 / 0 ? ? 850");
}

TEST_CASE("a number that is only known to be no more than another needs no company") {
  Numbers numbers;
  const auto held = numbers.add(9), clients = numbers.add(3);
  numbers.at_most(clients, held);
  CHECK(printed(numbers, 5) == "9 <5");

  // They are as many as sessions, so the small count can only be less.
  Numbers tight;
  tight.at_most(tight.add(4), tight.add(4));
  CHECK(printed(tight, 5) == "<5 <5");
}

TEST_CASE("a number that stands twice is hidden twice") {
  Numbers numbers;
  const auto before = numbers.add_table({{3, 9, 12}}), after = numbers.add_table({{9, 4, 8, 21}});
  numbers.sums.push_back({{{before + 1, 1}, {after, -1}}});
  CHECK(printed(numbers, 5) == "<5 ? 12 ? <5 8 21");
}

TEST_CASE("where the search finds nothing, all that is tied to the count is hidden") {
  Numbers numbers;
  const auto one = numbers.add(3), other = numbers.add(2);
  numbers.sums.push_back({{{one, 2}, {other, -3}}});  // is so for 6 and 4 as well, and for 9 and 6
  numbers.add_total(numbers.add(9), {other, numbers.add(7)});
  numbers.add(8);
  CHECK(printed(numbers, 5) == "? <5 ? ? 8");
}

TEST_CASE("no number of random tables can be worked out") {
  Chance chance(1);
  for (int i = 0; i < 400; ++i) {
    const auto n = 3 + chance.below(3);
    Numbers numbers;
    numbers.add_table(with_totals(chance.rows(1 + chance.below(3), 2 + chance.below(3), 1 + chance.below(3 * n))));
    check_each_cell(numbers, n);
  }
}

TEST_CASE("no number of random tables with the same totals can be worked out") {
  Chance chance(2);
  for (int i = 0; i < 400; ++i) {
    const auto n = 3 + chance.below(3);
    const auto by_route = chance.rows(2 + chance.below(2), 2 + chance.below(2), 1 + chance.below(2 * n));
    const auto by_field = chance.divided_otherwise(by_route, 2 + chance.below(2));
    Numbers numbers;
    const auto routes = numbers.add_table(with_totals(by_route)), fields = numbers.add_table(with_totals(by_field));
    for (std::size_t y = 0; y <= by_route.size(); ++y) {
      const auto total_of = [&](std::size_t first, const auto& rows) {
        return first + (y + 1) * (rows[0].size() + 1) - 1;
      };
      numbers.sums.push_back({{{total_of(routes, by_route), 1}, {total_of(fields, by_field), -1}}});
    }
    check_each_cell(numbers, n);
  }
}

TEST_CASE("no number of small random reports can be worked out") {
  Chance chance(3);
  for (int i = 0; i < 400; ++i) {
    const auto n = 3 + chance.below(3);
    check_each_cell(small_report(chance, 1 + chance.below(3 * n)), n);
  }
}

TEST_CASE("of whole reports most large numbers are shown, and no small one") {
  for (const std::int64_t n : {5, 10}) {
    std::size_t small = 0, small_hidden = 0, large = 0, large_hidden = 0;
    for (const int workers : {1, 4, 20}) {
      const auto report = sample_report(7, workers, 2);
      const auto shown = suppress(report.cells, report.sums, n);
      for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto& cell = report.cells[i];
        if (cell.sort == Cell::Sort::unprinted) continue;
        if (is_small(cell, n) ? shown[i] == Shown::value : cell.value == 0 && shown[i] != Shown::value)
          FAIL_CHECK(report.names[i] << " = " << cell.value);
        if (cell.value == 0) continue;
        ++(is_small(cell, n) ? small : large);
        if (shown[i] == Shown::hidden) ++(is_small(cell, n) ? small_hidden : large_hidden);
      }
    }
    INFO("N = " << n << ": hidden " << small_hidden << " of " << small << " small, " << large_hidden << " of " << large
                << " large");
    CHECK(small_hidden * 50 <= small);
    CHECK(large_hidden * 5 <= large * 2);
  }
}

TEST_CASE("a way to show <N is found in whole reports too") {
  const std::int64_t n = 10;
  for (const auto& [seed, workers] : {std::pair{4u, 8}, {13u, 20}}) {
    const auto report = sample_report(seed, workers, 5);
    const auto shown = suppress(report.cells, report.sums, n);
    for (std::size_t i = 0; i < shown.size(); ++i)
      if (is_small(report.cells[i], n) && shown[i] != Shown::small) FAIL_CHECK(report.names[i]);
  }
}
