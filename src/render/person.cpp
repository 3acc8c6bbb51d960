#include "render/person.h"

#include <algorithm>

#include "i18n/tr.h"
#include "render/check.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/table.h"

namespace psp::render {
namespace {

/// Returns the ids of a client's open cases.
std::vector<std::string_view> open_cases(const std::string& reference, const std::vector<rules::CaseStatus>& cases) {
  std::vector<std::string_view> ids;
  for (const auto& c : cases)
    if (is_open(c) && reference_key(c.client) == reference_key(reference)) ids.push_back(c.id);
  return ids;
}

}  // namespace

std::string case_lines(const std::vector<rules::CaseStatus>& cases, Language language) {
  std::vector<Row> rows;
  for (const auto& c : cases)
    rows.push_back({"", c.id, i18n::tr(language, label(c.state)), c.service, or_dash(c.worker),
                    c.closed ? i18n::tr(language, c.state == rules::CaseState::refused ? msg("refused {}", *c.closed)
                                                                                       : msg("closed {}", *c.closed))
                             : i18n::tr(language, msg("opened {}", c.opened))});
  return all_set_in(table_lines(rows));
}

void write_cases(Json& json, const std::vector<rules::CaseStatus>& cases) {
  json.key("cases").begin_array();
  for (const auto& c : cases)
    json.begin_object()
        .member("case", c.id)
        .member("service", c.service)
        .member("state", word(c.state))
        .member("worker", c.worker)
        .member("opened", c.opened)
        .member("closed", c.closed)
        .end_object();
  json.end_array();
}

std::string person_text(const Person& person, const std::vector<rules::CaseStatus>& cases, Language language) {
  if (person.forgotten)
    return printable_line(i18n::tr(language, msg("{} was forgotten on {} by {}: who it was is not known any more",
                                                 person.client, *person.forgotten, person.by))) +
           '\n' + case_lines(cases, language);
  std::vector<Row> rows;
  for (const auto& [row, value] : set_fields(person))
    if (row.name != "format" && row.name != "client")
      rows.push_back({i18n::tr(language, person_label(row)), shown_value(language, row, value)});
  return printable_line(person.client) + '\n' + table(rows) + case_lines(cases, language);
}

std::string person_json(const Person& person, const std::vector<rules::CaseStatus>& cases,
                        const std::vector<Diagnostic>& errors) {
  Json json;
  json.begin_object();
  write_fields(json, set_fields(person));
  write_cases(json, cases);
  write_diagnostics(json, "errors", errors);
  return json.end_object().text();
}

std::string people_text(const People& people, const std::vector<rules::CaseStatus>& cases, Language language) {
  std::vector<Row> rows;
  for (const auto& [reference, person] : people.known)
    if (!person.forgotten)
      rows.push_back({reference, or_dash(person.name), or_dash(listed(open_cases(reference, cases)))});
  for (const auto& reference : people.locked)
    rows.push_back({reference, i18n::tr(language, "[encrypted]"), or_dash(listed(open_cases(reference, cases)))});
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a[0] < b[0]; });
  return table(rows);
}

std::string people_json(const People& people, const std::vector<rules::CaseStatus>& cases,
                        const std::vector<Diagnostic>& errors) {
  Json json;
  json.begin_object().member("format", format_number).key("people").begin_array();
  for (const auto& [reference, person] : people.known) {
    if (person.forgotten) continue;
    json.begin_object().member("client", reference).key("name");
    if (person.name.empty()) json.null();
    else json.value(person.name);
    json.key("open_cases").begin_array();
    for (const auto id : open_cases(reference, cases)) json.value(id);
    json.end_array().end_object();
  }
  json.end_array().key("locked").begin_array();
  for (const auto& reference : people.locked) json.value(reference);
  json.end_array();
  write_diagnostics(json, "errors", errors);
  return json.end_object().text();
}

}  // namespace psp::render
