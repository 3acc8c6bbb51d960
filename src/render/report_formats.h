// The month report in each of its formats.
#pragma once

#include <string>
#include <string_view>

#include "model/office.h"
#include "render/markup.h"
#include "report/report.h"

namespace psp::render {

/// Returns the JSON of psp-rules(7): of one ledger its report; of several each under `ledgers`, and their `sum`.
std::string report_json(const report::Reports&, Language);

/// Returns one row for each number, in the columns of psp(1). For a spreadsheet of Slovenian or Latvian settings it has
/// a byte order mark, semicolons and decimal commas.
std::string report_csv(const report::Reports&, CsvFor reader);

/// Return the sheets of the report (report_sheet.h), as text with bars drawn in it or as Markdown.
std::string report_text(const report::Reports&, Language, bool colour);
std::string report_markdown(const report::Reports&, Language);

/// Returns a page of its own (html_page()), with charts, that holds the report's JSON as well.
std::string report_html(const report::Reports&, Language);

/// Returns the JSON that such a page holds; "" if the text is no such page.
std::string json_in_page(std::string_view page);

}  // namespace psp::render
