#include "render/chart.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "model/utf8.h"
#include "render/markup.h"
#include "render/printable.h"

namespace psp::render {
namespace {

using namespace std::string_view_literals;

// These are in units of the drawing, which a page scales to the width that there is: a phone's is about this.
constexpr double chart_width = 360;
constexpr double text_height = 11;

double most_of(const Chart& chart) {
  double most = 0;
  for (const auto& bar : chart.bars) most = std::max(most, bar.amount.value_or(0));
  return most;
}

std::string text_at(double x, double y, std::string_view anchor, std::string_view of, const std::string& text) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" class=\"{}\">{}</text>\n", x, y, anchor, of,
                     html(text));
}

/// Returns a bar; if it is not to be seen, the outline of a narrow one.
std::string rect(double x, double y, double w, double h, bool seen) {
  return fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"1.5\" class=\"{}\"/>\n",
                     x, y, w, h, seen ? "bar" : "covered");
}

/// Returns about how wide a letter is drawn.
double width_of(char32_t c) {
  if (U"iljtfrI.,:;'|!()[]-1 "sv.find(c) != std::u32string_view::npos) return 4.3;
  if (U"mwMW@%"sv.find(c) != std::u32string_view::npos) return 10.9;
  return (c >= 'A' && c <= 'Z') || c > 0x7f ? 8 : 6.8;
}

/// Returns the text, cut to about this width: the table beside the chart has it whole.
std::string cut(const std::string& text, double most) {
  double whole = 0;
  std::size_t kept = 0;  // bytes that leave room for an ellipsis
  for (std::size_t i = 0; i < text.size();) {
    const auto [code, length] = decode(std::string_view(text).substr(i));
    whole += width_of(code);
    i += std::max<std::size_t>(length, 1);
    if (whole + text_height <= most) kept = i;
  }
  return whole <= most ? text : text.substr(0, kept) + "…";
}

std::string frame(const Chart& chart, double height, const std::string& drawn) {
  return fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">\n{}</svg>\n", chart_width,
                     height, html(alternative(chart)), drawn);
}

/// Draws months upright: the number above each bar, the month below it, the year where it begins. Each bar has its
/// month.
std::string columns_svg(const Chart& chart) {
  const double most = most_of(chart), step = chart_width / static_cast<double>(chart.bars.size());
  constexpr double top = 18, foot = 34;
  const double floor = most > 0 ? 130 : 2 * top;  // nothing but zeros needs no more room
  const auto short_text = [](const Bar& bar) { return bar.text.substr(0, bar.text.find(" %")); };
  const bool tight =
      std::any_of(chart.bars.begin(), chart.bars.end(), [&](const Bar& b) { return short_text(b).size() > 4; });
  std::string drawn =
      fmt::format("<line x1=\"0\" y1=\"{0}\" x2=\"{1:.0f}\" y2=\"{0}\" class=\"axis\"/>\n", floor, chart_width);
  int year = 0;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const auto& bar = chart.bars[i];
    const double left = step * static_cast<double>(i), middle = left + step / 2;
    const double height = bar.amount && most > 0 ? *bar.amount / most * (floor - top) : 0;
    const bool covered = !bar.amount && bar.text != "-";
    const double drawn_height = covered ? 6 : height;
    if (drawn_height > 0) drawn += rect(left + step * 0.18, floor - drawn_height, step * 0.64, drawn_height, !covered);
    // A percent sign on each of twelve columns would not fit: the title and the table have it.
    drawn += text_at(middle, floor - drawn_height - 4, "middle", tight ? "number tight" : "number", short_text(bar));
    drawn += text_at(middle, floor + text_height + 3, "middle", "label", fmt::format("{:02}", bar.month->month));
    if (bar.month->year != year) {
      year = bar.month->year;
      drawn += text_at(left + step * 0.18, floor + 2 * text_height + 5, "start", "label", std::to_string(year));
    }
  }
  return frame(chart, floor + foot, drawn);
}

/// Draws kinds lying: the label on the left, the number behind each bar.
std::string bars_svg(const Chart& chart) {
  constexpr double row = 20, label_width = 122, number_width = 40;
  const double most = most_of(chart);
  std::string drawn;
  double y = 2;
  for (const auto& bar : chart.bars) {
    const double length = bar.amount && most > 0 ? *bar.amount / most * (chart_width - label_width - number_width) : 0;
    drawn += text_at(0, y + 13, "start", "label", cut(printable_line(bar.label), label_width - 4));
    if (length > 0) drawn += rect(label_width, y + 3, length, row - 7, true);
    else if (!bar.amount) drawn += rect(label_width, y + 3, 6, row - 7, false);
    drawn += text_at(label_width + (bar.amount ? length : 6) + 5, y + 13, "start", "number", bar.text);
    y += row;
  }
  return frame(chart, y + 2, drawn);
}

}  // namespace

std::string chart_svg(const Chart& chart) {
  return chart.form == Chart::Form::columns ? columns_svg(chart) : bars_svg(chart);
}

std::string_view chart_style() {
  return R"(
figure { margin: 1.5rem 0 2rem; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: .25rem 2rem; align-items: start; }
figcaption { grid-column: 1 / -1; font-weight: 600; font-size: 1.1rem; }
figure table { font-size: .85rem; }
svg { width: 100%; height: auto; max-width: 32rem; font: 11px system-ui, "Noto Sans", "DejaVu Sans", sans-serif; }
svg .bar { fill: var(--accent); }
svg .covered { fill: none; stroke: var(--quiet); stroke-dasharray: 2 2; }
svg .axis { stroke: var(--rule); }
svg .number { fill: var(--ink); font-variant-numeric: tabular-nums; }
svg .tight { font-size: 9px; }
svg .label { fill: var(--quiet); }
@media (max-width: 40rem) { figure { grid-template-columns: minmax(0, 1fr); } }
@media print { figure { grid-template-columns: 1fr 1fr; } svg .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
)";
}

}  // namespace psp::render
