#include <array>

#include "render/check.h"
#include "render/report.h"

namespace psp::render {
namespace {

using report::FigureRow;
using report::Numbers;

void write_figure(Json& json, const FigureRow& row, const Numbers& numbers) {
  if (row.sort == report::Sort::ratio) {
    json.key(row.name);
    if (const auto text = report::ratio_text(report::ratio_of(numbers, row), row.decimals)) json.number(*text);
    else json.null();
    return;
  }
  if (!row.keyed) {
    json.member(row.name, report::number_at(numbers, row.figure));
    return;
  }
  if (!row.name.empty()) json.key(row.name).begin_object();
  const std::array there{&numbers};
  for (const auto& key : report::keys_of(row, there)) json.member(key, report::number_at(numbers, row.figure, key));
  if (!row.name.empty()) json.end_object();
}

void write_group(Json& json, const report::Group& group) {
  json.begin_object().member("by", word(group.by)).member("key", group.key);
  std::string_view section;
  for (const auto& row : report::figures()) {
    if (row.sort == report::Sort::hidden) continue;
    if (row.section != section) {
      if (!section.empty()) json.end_object();
      json.key(row.section).begin_object();
      section = row.section;
    }
    write_figure(json, row, group.numbers);
  }
  json.end_object().end_object();
}

/// The members of the object of a stretch.
void write_count(Json& json, const report::Count& count) {
  json.key("period").begin_object().member("from", count.period.from).member("to", count.period.to).end_object();
  json.member("as_of", count.as_of);
}

void write_groups(Json& json, const report::Count& count) {
  json.key("groups").begin_array();
  for (const auto& group : count.groups) write_group(json, group);
  json.end_array().key("caseload").begin_object().key("workers").begin_object();
  for (const auto& [worker, cases] : count.caseload.workers) json.member(worker, cases);
  json.end_object().key("bins").begin_object();
  const auto in_bin = count.caseload.in_bin();
  for (std::size_t i = 0; i < in_bin.size(); ++i) json.member(report::Caseload::bins[i], in_bin[i]);
  json.end_object().end_object();
}

void write_whole_count(Json& json, std::string_view name, const report::Count& count) {
  json.key(name).begin_object();
  write_count(json, count);
  write_groups(json, count);
  json.end_object();
}

}  // namespace

void write_report(Json& json, const report::Report& r, const std::vector<Diagnostic>& errors, Language language) {
  json.begin_object().member("format", format_number).member("ledger", r.ledger);
  write_count(json, r.now);
  json.member("suppress", std::int64_t{0});
  write_groups(json, r.now);
  write_whole_count(json, "previous", r.before);
  write_whole_count(json, "year_before", r.year_earlier);
  write_diagnostics(json, "errors", errors, language);
  json.end_object();
}

}  // namespace psp::render
