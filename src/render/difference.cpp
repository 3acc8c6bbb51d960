#include "render/difference.h"

#include <algorithm>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "model/text.h"
#include "render/check.h"
#include "render/list.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/table.h"

namespace psp::render {
namespace {

std::string change_line(const rules::FieldChange& c, Language language) {
  const auto shown = [&](const std::optional<Value>& v) { return v ? shown_value(language, *c.row, *v) : "-"; };
  return fmt::format("{}: {} -> {}", i18n::tr(language, label(*c.row)), shown(c.before), shown(c.after));
}

/// Returns what was recorded, and by whom, as the log tells it.
Row record_row(const std::string& what, const Record& r, Language language) {
  Row row{what};
  row.append(log_row({{}, r}, language));
  return row;
}

std::vector<std::string> lines_of(const rules::CaseDifference& d, Language language) {
  const auto tr = [&](std::string_view text) { return i18n::tr(language, text); };
  std::vector<Row> rows;
  if (d.opened) {
    Record opening;
    opening.by = d.header.by;
    opening.recorded = d.header.recorded;
    report::LogEntry entry{{}, opening};
    entry.opening = true;
    Row row{tr("added")};
    row.append(log_row(entry, language));
    rows.push_back(std::move(row));
  }
  if (!d.gone)
    for (const auto& r : d.added) rows.push_back(record_row(tr("added"), r, language));
  if (!d.gone)
    for (const auto& r : d.removed) rows.push_back(record_row(tr("gone"), r, language));
  auto lines = table_lines(rows);
  const auto line = [&](const std::string& what, const std::string& text) {
    lines.push_back(printable_line(what + "  " + text));
  };
  if (d.gone)
    line(tr("gone"),
         i18n::tr(language, msg_count(static_cast<std::int64_t>(d.removed.size()), "the whole file, with {} record",
                                      "the whole file, with {} records")));
  for (const auto& c : d.changed)
    for (const auto& f : c.fields)
      line(tr("changed"),
           fmt::format("{} {}  {}", i18n::tr(language, label(c.after.kind())), c.after.id, change_line(f, language)));
  for (const auto& f : d.header_changes) line(tr("changed"), change_line(f, language));
  for (const auto& f : d.intake_changes) line(tr("changed"), change_line(f, language));
  return lines;
}

/// Returns `3 records added, 1 changed, 2 gone, in 2 cases`.
Message count(const rules::Differences& all) {
  std::int64_t added = 0, changed = 0, gone = 0, cases = 0;
  for (const auto& d : all.cases) {
    added += static_cast<std::int64_t>(d.added.size());
    gone += static_cast<std::int64_t>(d.removed.size());
    changed += static_cast<std::int64_t>(d.changed.size());
    ++cases;
  }
  const auto in = msg_count(cases, "{} case", "{} cases");
  const auto records = msg_count(added, "{} record added", "{} records added");
  if (changed == 0 && gone == 0) return msg("{} in {}", records, in);
  return msg("{}, {} changed, {} gone, in {}", records, changed, gone, in);
}

void write_changes(Json& json, std::string_view name, const std::vector<rules::FieldChange>& changes) {
  json.key(name).begin_array();
  for (const auto& c : changes)
    json.begin_object().member("field", c.row->name).member("before", c.before).member("after", c.after).end_object();
  json.end_array();
}

void write_records(Json& json, std::string_view name, const std::vector<Record>& records) {
  json.key(name).begin_array();
  for (const auto& r : records) {
    json.begin_object();
    write_record(json, r);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string differences_text(const rules::Differences& all, Language language) {
  std::string out;
  for (const auto& d : all.cases) {
    out += printable_line(fmt::format("{}  {}  {}", d.id, d.header.service, d.header.client)) + '\n';
    out += all_set_in(lines_of(d, language));
  }
  if (all.office_changed) out += i18n::tr(language, msg("psp.toml was changed: psp git diff shows how")) + '\n';
  if (!all.cases.empty()) out += i18n::tr(language, count(all)) + '\n';
  return out;
}

std::string differences_json(const rules::Differences& all) {
  Json json;
  json.begin_object().member("format", format_number);
  for (const auto& [name, commit] : {std::pair("from", &all.from), std::pair("to", &all.to)}) {
    if (commit->empty()) json.key(name).null();
    else json.member(name, *commit);
  }
  json.member("office_changed", all.office_changed).key("cases").begin_array();
  for (const auto& d : all.cases) {
    json.begin_object().member("case", d.id).member("opened", d.opened).member("gone", d.gone);
    write_records(json, "added", d.added);
    write_records(json, "removed", d.removed);
    json.key("changed").begin_array();
    for (const auto& c : d.changed) {
      json.begin_object().member("record", c.after.kind().name).member("id", c.after.id);
      write_changes(json, "fields", c.fields);
      json.end_object();
    }
    json.end_array();
    write_changes(json, "header", d.header_changes);
    write_changes(json, "intake", d.intake_changes);
    json.end_object();
  }
  json.end_array();
  write_diagnostics(json, "errors", all.errors);
  return json.end_object().text();
}

std::string paragraphs_text(const std::vector<Paragraph>& paragraphs) {
  std::string out;
  for (const auto& p : paragraphs) {
    if (!out.empty()) out += '\n';
    out += printable_line(p.heading) + '\n';
    for (const auto& [name, value] : p.lines) {
      const auto text = printable(value);
      out += "  " + printable_line(name) + ':';
      if (text.find('\n') == std::string::npos) {
        out += ' ' + text + '\n';
        continue;
      }
      for (const auto line : psp::lines_of(text)) out += fmt::format("\n    {}", line);
      out += '\n';
    }
  }
  return out;
}

}  // namespace psp::render
