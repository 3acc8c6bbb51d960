// Rows of text in aligned columns.
#pragma once

#include <string>
#include <vector>

namespace psp::render {

using Row = std::vector<std::string>;

/// The rows, one a line, each cell padded to the widest of its column, two blanks apart; nothing behind the last.
/// Empty columns are left out. Cells are shown printable.
std::string table(const std::vector<Row>& rows);

}  // namespace psp::render
