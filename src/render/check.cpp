#include "render/check.h"

#include <fmt/format.h>

#include "i18n/tr.h"

namespace psp::render {

std::string_view severity_word(Severity s) { return s == Severity::error ? "error" : "warning"; }

std::string diagnostic_line(const Diagnostic& d, Language language) {
  return fmt::format("{}:{}:{}: {}: {}\n", printable_line(d.file), d.line, d.column,
                     i18n::tr(language, severity_word(d.severity)), printable_line(i18n::tr(language, d.message)));
}

void write_diagnostics(Json& json, std::string_view name, const std::vector<Diagnostic>& diagnostics) {
  json.key(name).begin_array();
  for (const auto& d : diagnostics)
    json.begin_object()
        .member("file", d.file)
        .member("line", std::int64_t{d.line})
        .member("column", std::int64_t{d.column})
        .member("severity", severity_word(d.severity))
        .member("message", d.message)
        .end_object();
  json.end_array();
}

std::string diagnostics_json(const std::vector<Diagnostic>& diagnostics) {
  Json json;
  json.begin_object().member("format", format_number);
  write_diagnostics(json, "diagnostics", diagnostics);
  return json.end_object().text();
}

}  // namespace psp::render
