#include "render/listing.h"

#include <fmt/format.h>

#include "render/check.h"

namespace psp::render {
namespace {

std::string headed(const Listing& list, const ListFor& made_for) {
  const auto title = i18n::tr(made_for.language, list.title);
  return made_for.ledger.empty() ? title : made_for.ledger + " · " + title;
}

std::vector<std::string> cells_of(const Row& row) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < row.size(); ++i) cells.emplace_back(row[i]);
  return cells;
}

std::string csv(const Listing& list, CsvFor reader) {
  std::string out = reader == CsvFor::excel ? std::string(byte_order_mark) : "";
  std::vector<std::string> keys;
  for (const auto& column : list.columns) keys.emplace_back(column.key);
  out += csv_row(keys, reader);
  for (const auto& row : list.rows) out += csv_row(cells_of(row), reader);
  return out;
}

/// Returns the lines below the table: that it is empty, and what could not be read.
std::vector<std::string> notes(const Listing& list, Language language) {
  std::vector<std::string> notes;
  if (list.rows.empty()) notes.push_back(i18n::tr(language, msg_in("list", "nothing")));
  if (!list.errors.empty())
    notes.push_back(i18n::tr(
        language, msg_count(static_cast<std::int64_t>(list.errors.size()), "incomplete: {} error in what was read",
                            "incomplete: {} errors in what was read")));
  for (const auto& error : list.errors) notes.push_back(std::string(trimmed(diagnostic_line(error, language))));
  return notes;
}

std::string in_markdown(const Listing& list, const ListFor& made_for) {
  const auto language = made_for.language;
  auto out = "# " + markdown(headed(list, made_for)) + "\n";
  if (!list.rows.empty()) {
    std::vector<std::vector<std::string>> rows(1);
    for (const auto& column : list.columns) rows[0].push_back(markdown_cell(i18n::tr(language, column.heading)));
    for (const auto& row : list.rows) {
      auto cells = cells_of(row);
      for (auto& cell : cells) cell = markdown_cell(cell);
      rows.push_back(std::move(cells));
    }
    out += '\n';
    out += markdown_table(rows, list.columns.size());
  }
  for (const auto& note : notes(list, language)) out += "\n" + markdown(note) + "\n";
  return out;
}

std::string in_html(const Listing& list, const ListFor& made_for) {
  const auto language = made_for.language;
  const auto title = headed(list, made_for);
  auto body = fmt::format("<h1>{}</h1>\n", html(title));
  if (!list.rows.empty()) {
    body += "<div class=\"scroll\"><table>\n<thead><tr>";
    for (const auto& column : list.columns)
      body += fmt::format("<th scope=\"col\">{}</th>", html(i18n::tr(language, column.heading)));
    body += "</tr></thead>\n<tbody>\n";
    for (const auto& row : list.rows) {
      body += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i)
        body += fmt::format("<td{}>{}</td>", row[i].find(' ') == std::string_view::npos ? " class=\"whole\"" : "",
                            html(row[i]));
      body += "</tr>\n";
    }
    body += "</tbody>\n</table></div>\n";
  }
  for (const auto& note : notes(list, language))
    body += fmt::format("<p class=\"{}\">{}</p>\n", list.errors.empty() ? "quiet" : "warn", html(note));
  return html_page(title, language, ".whole { white-space: nowrap; }\n", body);
}

}  // namespace

std::string listing_text(const Listing& list, const ListFor& made_for) {
  switch (made_for.format) {
    case ListFormat::csv: return csv(list, made_for.reader);
    case ListFormat::markdown: return in_markdown(list, made_for);
    case ListFormat::html: return in_html(list, made_for);
  }
  return {};
}

}  // namespace psp::render
