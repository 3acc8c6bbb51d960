#include "render/found.h"

#include <utility>

#include "i18n/tr.h"
#include "model/office.h"
#include "model/person.h"
#include "model/record.h"
#include "render/check.h"
#include "render/json.h"
#include "render/table.h"

namespace psp::render {
namespace {

std::string around(const report::Excerpt& e) {
  return (e.cut_before ? "… " : "") + e.before + e.found + e.after + (e.cut_after ? " …" : "");
}

Row row_of(const report::FoundInRecord& place, Language language) {
  auto what = i18n::tr(language, msg_in("field", place.field)) + ": " + around(place.excerpt);
  if (!place.stands) what = i18n::tr(language, msg("[struck]")) + " " + what;
  return {i18n::shown(language, place.day), i18n::tr(language, msg_in("record", place.kind)), place.id,
          i18n::tr(language, msg("line {}", std::int64_t{place.line})), what};
}

void write_excerpt(Json& json, const report::Excerpt& e) {
  json.member("before", e.before).member("found", e.found).member("after", e.after);
}

}  // namespace

std::string found_text(const report::Found& found, const std::function<std::string(const std::string&)>& shown,
                       Language language) {
  std::string out;
  for (const auto& c : found.cases) {
    std::vector<Row> rows;
    for (const auto& place : c.places) rows.push_back(row_of(place, language));
    out += table({{c.id, shown(c.client), c.file}}) + all_set_in(table_lines(std::move(rows)));
  }
  std::vector<Row> entries;
  for (const auto& p : found.people)
    entries.push_back(
        {person_path(p.of), shown(p.of),
         p.field.empty() ? "" : i18n::tr(language, msg_in("person", p.field)) + ": " + around(p.excerpt)});
  for (const auto& p : found.providers)
    entries.push_back({"psp.toml", "[providers." + p.of + "]",
                       p.field.empty() ? "" : i18n::tr(language, msg_in("field", p.field)) + ": " + around(p.excerpt)});
  return out + table(std::move(entries));
}

std::string found_table(const report::Found& found, std::string_view text, const std::vector<Diagnostic>& errors,
                        const ListFor& list) {
  Listing listing{msg("where \"{}\" stands", std::string(text)), {}, {}, errors};
  listing.columns = {{"case", msg_in("list", "case")},   {"client", msg_in("list", "client")},
                     {"day", msg_in("list", "day")},     {"record", msg_in("list", "record")},
                     {"id", msg_in("list", "id")},       {"line", msg_in("list", "line")},
                     {"field", msg_in("list", "field")}, {"text", msg_in("list", "says")}};
  const Cells cell(list);
  for (const auto& c : found.cases)
    for (const auto& place : c.places)
      listing.rows.push_back({c.id, c.client, cell.of(place.day), cell.of(msg_in("record", place.kind)), place.id,
                              cell.of(std::int64_t{place.line}), cell.of(msg_in("field", place.field)),
                              (place.stands ? "" : cell.of(msg("[struck]")) + " ") + around(place.excerpt)});
  return listing_text(listing, list);
}

std::string found_json(const report::Found& found, const std::vector<Diagnostic>& errors) {
  Json json;
  json.begin_object().member("format", format_number).key("cases").begin_array();
  for (const auto& c : found.cases) {
    json.begin_object().member("case", c.id).member("file", c.file).member("client", c.client).key("found");
    json.begin_array();
    for (const auto& place : c.places) {
      json.begin_object().member("record", place.kind).key("id");
      if (place.id.empty()) json.null();
      else json.value(place.id);
      json.member("day", place.day).member("line", std::int64_t{place.line}).member("field", place.field);
      json.member("stands", place.stands);
      write_excerpt(json, place.excerpt);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().key("providers").begin_array();
  for (const auto& p : found.providers) {
    json.begin_object().member("provider", p.of).key("field");
    if (p.field.empty()) json.null();
    else json.value(p.field);
    write_excerpt(json, p.excerpt);
    json.end_object();
  }
  json.end_array();
  write_diagnostics(json, "errors", errors);
  return json.end_object().text();
}

}  // namespace psp::render
