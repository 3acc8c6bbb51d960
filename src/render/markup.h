// Text made safe for a page, a Markdown document, a spreadsheet; and the frame of a page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/office.h"

#include "model/fields.h"

namespace psp::render {

/// Returns the text for HTML, between tags and in quoted attributes. Hidden characters are shown as printable() shows
/// them.
std::string html(std::string_view text);

/// Returns the same with every character as it is, for what is to be read back.
std::string html_exact(std::string_view text);

/// Returns a whole page of its own: no script, nothing from outside; for a screen of any width, dark or light, and for
/// paper. `title` is text, `style`, which is added to the page's own, is CSS, and `body` is HTML.
std::string html_page(std::string_view title, Language, std::string_view style, std::string_view body);

/// Returns the text for Markdown (CommonMark and its tables), on one line: what would be markup is escaped.
std::string markdown(std::string_view text);

/// Returns the same for within a line, as in a cell of a table: what would be markup only at the start of a line stays
/// as it is.
std::string markdown_cell(std::string_view text);

/// Returns a table in Markdown; the cells are Markdown already, and the first row is the header. The columns from
/// `numbers_from` on stand to the right.
std::string markdown_table(const std::vector<std::vector<std::string>>& rows, std::size_t numbers_from);

/// Says who reads the CSV: programs as RFC 4180 has it, or a spreadsheet that writes a decimal comma and parts the
/// cells with semicolons.
enum class CsvFor { programs, excel };

/// Returns a row of CSV, with CR LF. A text that a spreadsheet would take for a formula gets a `'` before it; one with
/// a comma, semicolon, tab, quote or line break is quoted, whichever of them parts the cells.
std::string csv_row(const std::vector<std::string>& cells, CsvFor reader = CsvFor::programs);

}  // namespace psp::render

namespace psp {
PSP_WORDS(render::CsvFor, "programs", "excel");
}  // namespace psp
