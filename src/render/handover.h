// The sheet of a handover: the cases, and what is open in each.
#pragma once

#include <string>

#include "report/handover.h"

namespace psp::render {

/// A line on the handover, then a block a case.
std::string handover_text(const report::Handover&, Language, bool colour);
std::string handover_json(const report::Handover&, Language);
/// A table of the cases, then a section a case.
std::string handover_markdown(const report::Handover&, Language);
/// A page of its own with the same.
std::string handover_html(const report::Handover&, Language);

}  // namespace psp::render
