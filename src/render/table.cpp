#include "render/table.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/unicode.h"
#include "render/printable.h"

namespace psp::render {

std::vector<std::string> table_lines(const std::vector<Row>& given) {
  std::vector<Row> rows = given;
  std::vector<std::size_t> widths;
  for (auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = printable_line(row[i]);
      if (i == widths.size()) widths.push_back(0);
      widths[i] = std::max(widths[i], columns(row[i]));
    }
  std::vector<std::string> lines;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (widths[i] == 0) continue;
      line += row[i];
      line.append(widths[i] - columns(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string table(const std::vector<Row>& rows) {
  std::string out;
  for (const auto& line : table_lines(rows)) out += line + '\n';
  return out;
}

std::string set_in(std::string_view line) { return fmt::format("  {}\n", line); }

std::string all_set_in(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += set_in(line);
  return out;
}

}  // namespace psp::render
