#include "render/workers.h"

#include <cstdint>
#include <utility>

#include "i18n/tr.h"
#include "model/text.h"
#include "render/check.h"
#include "render/json.h"
#include "render/record.h"
#include "render/table.h"

namespace psp::render {
namespace {

/// Returns what the worker looks after, as psp.toml has it.
std::string looks_after(const Worker& w, Language language) {
  std::string text;
  for (const auto& [row, value] : set_fields(w)) {
    if (row.name != "fields" && row.name != "areas" && row.name != "groups") continue;
    text += (text.empty() ? "" : "; ") + i18n::tr(language, label(row)) + ": " + shown_value(language, row, value);
  }
  return text;
}

}  // namespace

std::string workers_text(const std::vector<report::WorkerCases>& workers, bool each_case, Language language) {
  const auto tr = [&](const Message& m) { return i18n::tr(language, m); };
  std::vector<Row> rows;
  for (const auto& w : workers) {
    std::string left;
    if (!w.listed) left = tr(msg("not in psp.toml"));
    else if (w.worker.left) left = tr(msg("left {}", *w.worker.left));
    rows.push_back({w.key, or_dash(w.worker.name),
                    tr(msg_count(static_cast<std::int64_t>(w.open.size()), "{} open case", "{} open cases")), left,
                    looks_after(w.worker, language)});
  }
  const auto lines = table_lines(std::move(rows));
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += lines[i] + '\n';
    if (each_case)
      for (const auto& id : workers[i].open) out += set_in(id);
  }
  return out;
}

std::string workers_json(const std::vector<report::WorkerCases>& workers, const std::vector<Diagnostic>& errors) {
  Json json;
  json.begin_object().member("format", format_number).key("workers").begin_array();
  for (const auto& w : workers) {
    json.begin_object().member("worker", w.key).member("listed", w.listed);
    write_fields(json, set_fields(w.worker));
    json.key("open_cases").begin_array();
    for (const auto& id : w.open) json.value(id);
    json.end_array().end_object();
  }
  json.end_array();
  write_diagnostics(json, "errors", errors);
  return json.end_object().text();
}

}  // namespace psp::render
