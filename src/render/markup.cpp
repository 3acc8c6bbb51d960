#include "render/markup.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "render/printable.h"

namespace psp::render {
namespace {

/// A spreadsheet takes these, and their full-width twins, for the start of a formula.
constexpr auto formula_starts =
    std::to_array<std::string_view>({"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"});

bool like_a_formula(std::string_view text) {
  return std::any_of(formula_starts.begin(), formula_starts.end(), [&](auto start) { return text.starts_with(start); });
}

constexpr std::string_view page_style = R"(
:root { color-scheme: light dark; --ink: #1c1e21; --quiet: #5c6370; --paper: #fff; --rule: #d4d7dc; --tint: #f4f5f7;
  --accent: #1f6feb; --warn: #b54708; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --quiet: #a0a7b4; --paper: #16181c; --rule: #3a3f47;
  --tint: #1f2329; --accent: #6cb0ff; --warn: #f2a65a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .4rem 0; }
.quiet { color: var(--quiet); }
.warn { color: var(--warn); font-weight: 600; }
table { border-collapse: collapse; width: 100%; font-size: .95em; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--rule); }
thead th { color: var(--quiet); font-weight: 600; }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; padding-left: .6rem; }
.scroll { overflow-x: auto; }
@media print { :root { color-scheme: light; --ink: #000; --quiet: #444; --paper: #fff; --rule: #bbb; --tint: #f4f4f4;
  --accent: #1f4fa0; --warn: #8a3200; } body { max-width: none; padding: 0; font-size: 10pt; } h2, h3 { break-after: avoid; }
  tr, figure { break-inside: avoid; } .scroll { overflow: visible; } @page { margin: 18mm 16mm; } }
)";

}  // namespace

std::string html(std::string_view text) { return html_exact(printable(text)); }

std::string html_exact(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  return out;
}

std::string html_page(std::string_view title, Language language, std::string_view more_style, std::string_view body) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<title>{}</title>\n<style>{}{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      word(language), html(title), page_style, more_style, body);
}

std::string markdown_cell(std::string_view text) {
  const auto line = printable_line(text);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool marks = std::string_view("\\`*_[]<>|&~").find(c) != std::string_view::npos;
    // Some renderers make links of such addresses.
    const bool links = (c == ':' && line.compare(i, 3, "://") == 0) || (c == '.' && out.ends_with("www"));
    if (marks || links) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : markdown_cell(text)) {
    if (out.empty() && c == ' ') continue;  // it would hide what begins a block, or make code of it
    const bool begins_block = out.empty() && std::string_view("#+-=:").find(c) != std::string_view::npos;
    const bool ends_heading = c == '#' && out.ends_with(' ');
    const bool numbers_list =
        (c == '.' || c == ')') && !out.empty() && out.find_first_not_of("0123456789") == std::string::npos;
    if (begins_block || ends_heading || numbers_list) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown_table(const std::vector<std::vector<std::string>>& rows, std::size_t numbers_from) {
  std::string out;
  for (const auto& row : rows) {
    out += '|';
    for (const auto& cell : row) out += " " + cell + " |";
    out += '\n';
    if (&row != &rows.front()) continue;
    out += '|';
    for (std::size_t i = 0; i < row.size(); ++i) out += i < numbers_from ? " --- |" : " ---: |";
    out += '\n';
  }
  return out;
}

std::string csv_row(const std::vector<std::string>& cells, CsvFor reader) {
  std::string out;
  for (const auto& cell : cells) {
    if (&cell != &cells.front()) out += reader == CsvFor::excel ? ';' : ',';
    auto text = (like_a_formula(cell) ? "'" : "") + printable(cell);
    if (text.find_first_of("\",;\t\r\n") == std::string::npos) {
      out += text;
      continue;
    }
    out += '"';
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    out += '"';
  }
  return out + "\r\n";
}

}  // namespace psp::render
