// The month report in each of its formats.
#pragma once

#include <string>
#include <string_view>

#include "model/office.h"
#include "render/markup.h"
#include "report/report.h"

namespace psp::render {

/// The JSON of psp-rules(7): of one ledger its report; of several each under `ledgers`, and their `sum`.
std::string report_json(const report::Reports&, Language);

/// One row a number, in the columns of psp(1). For a spreadsheet of Slovenian or Latvian settings: with a byte order
/// mark, semicolons and decimal commas.
std::string report_csv(const report::Reports&, CsvFor reader);

std::string report_text(const report::Reports&, Language, bool colour);
std::string report_markdown(const report::Reports&, Language);

/// A page of its own (see html_page()), with charts, that holds the report's JSON as well.
std::string report_html(const report::Reports&, Language);

/// The JSON that such a page holds; "" where the text is no such page.
std::string json_in_page(std::string_view page);

}  // namespace psp::render
