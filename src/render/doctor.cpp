#include "render/doctor.h"

#include "i18n/tr.h"
#include "render/json.h"
#include "render/table.h"

namespace psp::render {

std::string doctor_text(const std::vector<report::NamedHealthFinding>& findings, Language language) {
  std::vector<Row> rows;
  for (const auto& [name, finding] : findings) {
    rows.push_back({i18n::tr(language, label(finding.health)), std::string(name), i18n::tr(language, finding.what)});
    if (!finding.remedy.empty()) rows.push_back({"", "", "$ " + finding.remedy});
  }
  return table(rows);
}

std::string doctor_json(const std::vector<report::NamedHealthFinding>& findings) {
  Json json;
  json.begin_object().member("format", format_number).key("findings").begin_array();
  for (const auto& [name, finding] : findings) {
    json.begin_object()
        .member("name", name)
        .member("health", word(finding.health))
        .member("message", finding.what)
        .key("command");
    if (finding.remedy.empty()) json.null();
    else json.value(finding.remedy);
    json.end_object();
  }
  return json.end_array().end_object().text();
}

}  // namespace psp::render
