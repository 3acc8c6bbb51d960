// The sheet of a handover: the cases, and what is open in each.
#pragma once

#include <string>

#include "report/handover.h"

namespace psp::render {

/// Return the sheet, as text or JSON: in text a line on the handover, then a block for each case.
std::string handover_text(const report::Handover&, Language, bool colour);
std::string handover_json(const report::Handover&);
/// Returns a table of the cases, then a section for each case.
std::string handover_markdown(const report::Handover&, Language);
/// Returns the same as a page of its own (html_page()).
std::string handover_html(const report::Handover&, Language);

}  // namespace psp::render
