#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/unicode.h"
#include "render/printable.h"
#include "render/report_formats.h"
#include "render/report_sheet.h"

namespace psp::render {
namespace {

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
  const auto given = columns(text);
  const std::string blanks(width > given ? width - given : 0, ' ');
  return to_the_right ? blanks + text : text + blanks;
}

std::string bold(const std::string& text, bool colour) { return colour ? fmt::format("\x1b[1m{}\x1b[0m", text) : text; }

/// Returns how wide each column of these tables must be, so that they stand below one another.
std::vector<std::size_t> widths_of(const std::vector<SheetTable>& tables) {
  std::vector<std::size_t> widths;
  const auto widen = [&](std::size_t i, const std::string& text, std::size_t more) {
    if (widths.size() <= i) widths.resize(i + 1);
    widths[i] = std::max(widths[i], columns(printable_line(text)) + more);
  };
  for (const auto& t : tables) {
    for (std::size_t i = 0; i < t.header.size(); ++i) widen(i, t.header[i], 0);
    for (const auto& row : t.rows) {
      widen(0, row.label, 2);
      for (std::size_t i = 0; i < row.cells.size(); ++i) widen(i + 1, row.cells[i], 0);
    }
  }
  // What does not fit beside the numbers on a terminal goes on in the next line.
  constexpr std::size_t of_a_terminal = 80, least = 24;
  std::size_t numbers = 0;
  for (std::size_t i = 1; i < widths.size(); ++i) numbers += widths[i] + 2;
  if (!widths.empty() && widths[0] + numbers > of_a_terminal)
    widths[0] = std::min(widths[0], std::max(least, of_a_terminal - std::min(numbers, of_a_terminal)));
  return widths;
}

std::string line_of(const std::string& label, const std::vector<std::string>& cells,
                    const std::vector<std::size_t>& widths) {
  const auto text = printable_line(label);
  std::string above, last = text;
  if (columns(text) > widths[0]) {
    const std::string indent(text.find_first_not_of(' '), ' '), further = indent + "  ";
    auto lines = wrapped(std::string_view(text).substr(indent.size()), widths[0] - further.size());
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) above += (i == 0 ? indent : further) + lines[i] + '\n';
    last = further + lines.back();
  }
  auto line = padded(last, widths[0], false);
  for (std::size_t i = 0; i < cells.size(); ++i) line += "  " + padded(printable_line(cells[i]), widths[i + 1], true);
  line.erase(line.find_last_not_of(' ') + 1);
  return above + line + "\n";
}

/// Returns the tables below one another under one header.
std::string tables_text(const std::vector<SheetTable>& tables, bool titled, bool colour) {
  if (tables.empty()) return {};
  const auto widths = widths_of(tables);
  const auto& header = tables.front().header;
  auto out = line_of(header[0], {header.begin() + 1, header.end()}, widths);
  for (const auto& t : tables) {
    if (titled) out += bold(printable_line(t.title), colour) + "\n";
    for (const auto& row : t.rows) out += line_of((titled ? "  " : "") + row.label, row.cells, widths);
  }
  return out;
}

constexpr std::size_t longest_bar = 30;  // in columns

std::string chart_text(const Chart& chart, bool colour) {
  auto out = bold(printable_line(chart.table.title), colour) + "\n";
  double most = 0;
  std::size_t label_width = 0, text_width = 0;
  for (const auto& bar : chart.bars) {
    most = std::max(most, bar.amount.value_or(0));
    label_width = std::max(label_width, columns(printable_line(bar.label)));
    text_width = std::max(text_width, columns(bar.text));
  }
  constexpr std::array eighths{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  for (const auto& bar : chart.bars) {
    std::string drawn;
    if (const double n = bar.amount.value_or(0); n > 0) {
      const auto length = std::max(1L, std::lround(n / most * 8 * longest_bar));
      for (long i = 0; i < length / 8; ++i) drawn += "█";
      drawn += eighths[static_cast<std::size_t>(length % 8)];
    }
    auto line = fmt::format("  {}  {}  {}", padded(printable_line(bar.label), label_width, false),
                            padded(bar.text, text_width, true), drawn);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string sheet_text(const Sheet& sheet, bool colour) {
  auto out = bold(printable_line(sheet.title), colour) + "\n";
  for (const auto& line : sheet.face) out += printable_line(line) + "\n";
  for (const auto& line : sheet.warning)
    out += (&line == &sheet.warning.front() ? bold(printable_line(line), colour) : "  " + printable_line(line)) + "\n";
  for (const auto& group : sheet.groups) {
    out += "\n";
    if (!group.title.empty()) out += bold(printable_line(group.title), colour) + "\n";
    out += tables_text(group.tables, true, colour);
    if (&group != &sheet.groups.front()) continue;
    for (const auto& chart : sheet.charts) out += "\n" + chart_text(chart, colour);
    if (sheet.overview)
      out += "\n" + bold(printable_line(sheet.overview->title), colour) + "\n" +
             tables_text({*sheet.overview}, false, colour);
  }
  if (!sheet.foot.empty()) out += "\n";
  for (const auto& line : sheet.foot) out += printable_line(line) + "\n";
  return out;
}

}  // namespace

std::string report_text(const report::Reports& reports, Language language, bool colour) {
  std::string out;
  for (const auto& sheet : sheets_of(reports, language)) out += (out.empty() ? "" : "\n\n") + sheet_text(sheet, colour);
  return out;
}

}  // namespace psp::render
