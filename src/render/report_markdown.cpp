#include "render/markup.h"
#include "render/report_formats.h"
#include "render/report_sheet.h"

namespace psp::render {
namespace {

std::string table_markdown(const SheetTable& table) {
  std::vector<std::vector<std::string>> rows{{}};
  for (const auto& cell : table.header) rows.front().push_back(markdown_cell(cell));
  for (const auto& row : table.rows) {
    auto& cells = rows.emplace_back(std::vector{markdown_cell(row.label)});
    for (const auto& cell : row.cells) cells.push_back(markdown_cell(cell));
  }
  return markdown_table(rows, 1);
}

std::string titled(std::string_view marks, const SheetTable& table) {
  return std::string(marks) + " " + markdown(table.title) + "\n\n" + table_markdown(table) + "\n";
}

std::string sheet_markdown(const Sheet& sheet) {
  auto out = "# " + markdown(sheet.title) + "\n\n";
  for (const auto& line : sheet.face) out += "- " + markdown(line) + "\n";
  out += "\n";
  if (!sheet.warning.empty()) {
    out += "**" + markdown(sheet.warning.front()) + "**\n\n";
    for (std::size_t i = 1; i < sheet.warning.size(); ++i) out += "- " + markdown(sheet.warning[i]) + "\n";
    out += "\n";
  }
  for (const auto& chart : sheet.charts) out += titled("##", chart.table);
  if (sheet.overview) out += titled("##", *sheet.overview);
  for (const auto& group : sheet.groups) {
    if (!group.title.empty()) out += "## " + markdown(group.title) + "\n\n";
    for (const auto& table : group.tables) out += titled(group.title.empty() ? "##" : "###", table);
  }
  for (const auto& line : sheet.foot) out += "- " + markdown(line) + "\n";
  return out;
}

}  // namespace

std::string report_markdown(const report::Reports& reports, Language language) {
  std::string out;
  for (const auto& sheet : sheets_of(reports, language)) out += (out.empty() ? "" : "\n") + sheet_markdown(sheet);
  return out;
}

}  // namespace psp::render
