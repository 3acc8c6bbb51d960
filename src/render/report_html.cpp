#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/chart.h"
#include "render/markup.h"
#include "render/report_formats.h"
#include "render/report_sheet.h"

namespace psp::render {
namespace {

constexpr std::string_view report_style = R"(
.face { list-style: none; padding: 0; margin: .25rem 0 1rem; color: var(--quiet); }
.warning { border-left: .3rem solid var(--warn); background: var(--tint); padding: .5rem .8rem; margin: 1rem 0; }
.warning ul { margin: .2rem 0; }
.headlines { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; padding: 0; margin: 1rem 0; }
.headlines div { background: var(--tint); border-radius: .4rem; padding: .6rem .8rem; display: flex; flex-direction: column; }
.headlines dt { color: var(--quiet); font-size: .85rem; line-height: 1.3; margin-bottom: auto; }
.headlines dd { margin: 0; }
.headlines .now { font-size: 1.6rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
.headlines .then { color: var(--quiet); font-size: .85rem; }
.number { white-space: nowrap; }
.overview thead th { white-space: normal; vertical-align: bottom; }
.overview tbody th { min-width: 7rem; }
.numbers { table-layout: auto; margin: 0 0 1rem; }
.numbers .section th { font-weight: 600; padding-top: .8rem; border-bottom-color: var(--quiet); }
.proof { font-size: .8rem; margin-top: 3rem; overflow-wrap: anywhere; }
.sheet + .sheet { border-top: 2px solid var(--rule); margin-top: 3rem; padding-top: 1.5rem; }
@media print { html { font-size: 10pt; } .sheet + .sheet { break-before: page; border: 0; } .numbers .section { break-after: avoid; }
  .headlines { grid-template-columns: repeat(6, 1fr); gap: .4rem; } .headlines div { padding: .4rem; }
  .headlines .then { font-size: .75rem; white-space: nowrap; }
  th, td { padding-top: .1rem; padding-bottom: .1rem; } figure { margin: 1rem 0; } }
)";

// The page holds its report as JSON in an element that is not shown.
constexpr std::string_view json_begin = "<pre id=\"psp-report\" hidden>", json_end = "</pre>";

std::string row_html(const SheetRow& row) {
  auto out = "<tr><th scope=\"row\">" + html(row.label) + "</th>";
  for (const auto& cell : row.cells) out += "<td class=\"number\">" + html(cell) + "</td>";
  return out + "</tr>\n";
}

std::string header_html(const std::vector<std::string>& header) {
  std::string out = "<thead><tr>";
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i].empty()) out += "<td></td>";
    else out += fmt::format("<th scope=\"col\"{}>{}</th>", i > 0 ? " class=\"number\"" : "", html(header[i]));
  }
  return out + "</tr></thead>\n";
}

std::string table_html(const SheetTable& table, std::string_view kind) {
  auto out = fmt::format("<div class=\"scroll\"><table{}>\n{}<tbody>\n",
                         kind.empty() ? "" : fmt::format(" class=\"{}\"", kind), header_html(table.header));
  for (const auto& row : table.rows) out += row_html(row);
  return out + "</tbody></table></div>\n";
}

std::string chart_html(const Chart& chart) {
  return "<figure>\n<figcaption>" + html(chart.table.title) + "</figcaption>\n" + chart_svg(chart) +
         table_html(chart.table, "") + "</figure>\n";
}

/// Returns all tables of a group as one, with a body for each section.
std::string group_html(const SheetGroup& group, std::string_view title) {
  if (group.tables.empty()) return {};
  auto out = "<h2>" + html(group.title.empty() ? title : std::string_view(group.title)) +
             "</h2>\n<div class=\"scroll\"><table class=\"numbers\">\n" + header_html(group.tables.front().header);
  for (const auto& table : group.tables) {
    out += fmt::format("<tbody>\n<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                       table.header.size(), html(table.title));
    for (const auto& row : table.rows) out += row_html(row);
    out += "</tbody>\n";
  }
  return out + "</table></div>\n";
}

std::string headlines_html(const Sheet& sheet, Language language) {
  std::string out = "<dl class=\"headlines\">\n";
  for (const auto& h : sheet.headlines)
    out += fmt::format("<div><dt>{}</dt><dd class=\"now\">{}</dd><dd class=\"then\">{}</dd></div>\n", html(h.label),
                       html(h.number), html(i18n::tr(language, msg("before: {}", h.before))));
  return out + "</dl>\n";
}

std::string sheet_html(const Sheet& sheet, Language language) {
  auto out = "<section class=\"sheet\">\n<h1>" + html(sheet.title) + "</h1>\n<ul class=\"face\">\n";
  for (const auto& line : sheet.face) out += "<li>" + html(line) + "</li>\n";
  out += "</ul>\n";
  if (!sheet.warning.empty()) {
    out += "<div class=\"warning\" role=\"note\"><p class=\"warn\">" + html(sheet.warning.front()) + "</p>\n<ul>\n";
    for (std::size_t i = 1; i < sheet.warning.size(); ++i) out += "<li>" + html(sheet.warning[i]) + "</li>\n";
    out += "</ul></div>\n";
  }
  out += headlines_html(sheet, language);
  for (const auto& chart : sheet.charts) out += chart_html(chart);
  if (sheet.overview) out += "<h2>" + html(sheet.overview->title) + "</h2>\n" + table_html(*sheet.overview, "overview");
  for (const auto& group : sheet.groups) out += group_html(group, i18n::tr(language, "All numbers"));
  if (!sheet.foot.empty()) {
    out += "<footer class=\"proof quiet\">\n";
    for (const auto& line : sheet.foot) out += "<div>" + html(line) + "</div>\n";
    out += "</footer>\n";
  }
  return out + "</section>\n";
}

struct Entity {
  std::string_view name;
  char c;
};
constexpr auto entities =
    std::to_array<Entity>({{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}});

}  // namespace

std::string report_html(const report::Reports& reports, Language language) {
  const auto sheets = sheets_of(reports, language);
  std::string body = "<main>\n";
  for (const auto& sheet : sheets) body += sheet_html(sheet, language);
  body +=
      "</main>\n" + std::string(json_begin) + html_exact(report_json(reports, language)) + std::string(json_end) + "\n";
  return html_page(sheets.back().title, language, std::string(chart_style()) + std::string(report_style), body);
}

std::string json_in_page(std::string_view page) {
  const auto begin = page.find(json_begin);
  if (begin == std::string_view::npos) return {};
  const auto from = begin + json_begin.size();
  const auto end = page.find(json_end, from);
  if (end == std::string_view::npos) return {};
  std::string json;
  for (auto rest = page.substr(from, end - from); !rest.empty();) {
    const auto* entity =
        std::find_if(entities.begin(), entities.end(), [&](const Entity& e) { return rest.starts_with(e.name); });
    json += entity == entities.end() ? rest.front() : entity->c;
    rest.remove_prefix(entity == entities.end() ? 1 : entity->name.size());
  }
  return json;
}

}  // namespace psp::render
