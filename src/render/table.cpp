#include "render/table.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/text.h"
#include "model/unicode.h"
#include "render/printable.h"

namespace psp::render {

namespace {

Row printable_row(const Row& row) {
  Row shown;
  for (std::size_t i = 0; i < row.size(); ++i) shown.push_back(printable_line(row[i]));
  return shown;
}

/// Rows with the widths of their columns.
class Columns {
 public:
  explicit Columns(std::vector<Row> rows) : rows_(std::move(rows)) {
    for (auto& row : rows_) {
      const bool plain = is_plain_ascii(row.text());
      plain_.push_back(plain);
      if (!plain) row = printable_row(row);
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i == widths_.size()) widths_.push_back(0);
        widths_[i] = std::max(widths_[i], width(row[i], plain));
      }
    }
    for (const auto width : widths_) length_ += width + 2;
  }

  std::size_t size() const { return rows_.size(); }

  std::string line(std::size_t place) const {
    const auto& row = rows_[place];
    std::string line;
    line.reserve(length_ + 1);
    std::size_t blanks = 0;  // that belong before the next cell
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (widths_[i] == 0) continue;
      const auto cell = row[i];
      if (!cell.empty()) {
        line.append(blanks, ' ') += cell;
        blanks = 0;
      }
      blanks += widths_[i] - width(cell, plain_[place]) + 2;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
  }

 private:
  static std::size_t width(std::string_view cell, bool plain) { return plain ? cell.size() : columns(cell); }

  std::vector<Row> rows_;
  std::vector<bool> plain_;  ///< of each row: all its characters are of ASCII
  std::vector<std::size_t> widths_;
  std::size_t length_ = 0;  ///< of a line whose cells are all full
};

}  // namespace

std::vector<std::string> table_lines(std::vector<Row> rows) {
  const Columns set(std::move(rows));
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < set.size(); ++i) lines.push_back(set.line(i));
  return lines;
}

std::string table(std::vector<Row> rows) {
  std::string text;
  write_table(std::move(rows), [&](std::string_view line) { text += line; });
  return text;
}

void write_table(std::vector<Row> rows, const Out& out, const Dress& dress) {
  const Columns set(std::move(rows));
  for (std::size_t i = 0; i < set.size(); ++i) {
    auto line = set.line(i);
    if (dress) dress(line, i);
    out(line += '\n');
  }
}

std::string set_in(std::string_view line) { return fmt::format("  {}\n", line); }

std::string all_set_in(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += set_in(line);
  return out;
}

}  // namespace psp::render
