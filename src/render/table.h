// Rows of text in aligned columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace psp::render {

/// The cells of one line, in little room, for a table may have a hundred thousand.
class Row {
 public:
  Row(std::initializer_list<std::string_view> cells = {}) {
    std::size_t size = 0;
    for (const auto cell : cells) size += cell.size();
    text_.reserve(size);
    ends_.reserve(cells.size());
    for (const auto cell : cells) push_back(cell);
  }
  void push_back(std::string_view cell) {
    text_ += cell;
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  /// Adds the cells of another row.
  void append(const Row& more) {
    for (std::size_t i = 0; i < more.size(); ++i) push_back(more[i]);
  }

  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t i) const {
    const auto begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(text_).substr(begin, ends_[i] - begin);
  }
  /// Returns the text of all cells, one behind the other.
  std::string_view text() const { return text_; }

 private:
  std::string text_;
  std::vector<std::uint32_t> ends_;  ///< of the cells in the text
};

/// Returns the rows, a line each, without line breaks: each cell is padded to the widest of its column, two blanks
/// apart, with nothing behind the last. Empty columns are left out. Cells are shown printable.
std::vector<std::string> table_lines(std::vector<Row> rows);

/// Returns the same, each line with its line break.
std::string table(std::vector<Row> rows);

/// Takes a piece of a text that would be long as a whole.
using Out = std::function<void(std::string_view)>;

/// Changes a line of a row when everything is in its column.
using Dress = std::function<void(std::string& line, std::size_t row)>;

/// Gives the same to `out`, a line at a time.
void write_table(std::vector<Row> rows, const Out& out, const Dress& dress = {});

/// Returns a line as it stands below a heading: two blanks before it, and a line break.
std::string set_in(std::string_view line);
/// Returns each of the lines so.
std::string all_set_in(const std::vector<std::string>& lines);

}  // namespace psp::render
