// A chart as SVG, for a page.
#pragma once

#include <string>
#include <string_view>

#include "render/report_sheet.h"

namespace psp::render {

/// Returns the chart as an `<svg>` that takes the width it is given, with its alternative text; its colours are those
/// of the page (chart_style()). The labels of columns must be months: `2026-10`.
std::string chart_svg(const Chart&);

/// Returns what a page with charts adds to its style.
std::string_view chart_style();

}  // namespace psp::render
