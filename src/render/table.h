// Rows of text in aligned columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace psp::render {

using Row = std::vector<std::string>;

/// Returns the rows, a line each, without line breaks: each cell is padded to the widest of its column, two blanks
/// apart, with nothing behind the last. Empty columns are left out. Cells are shown printable.
std::vector<std::string> table_lines(const std::vector<Row>& rows);

/// Returns the same, each line with its line break.
std::string table(const std::vector<Row>& rows);

/// Returns a line as it stands below a heading: two blanks before it, and a line break.
std::string set_in(std::string_view line);
/// Returns each of the lines so.
std::string all_set_in(const std::vector<std::string>& lines);

}  // namespace psp::render
