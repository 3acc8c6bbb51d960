#include <array>
#include <span>

#include "render/check.h"
#include "render/json.h"
#include "render/report_formats.h"

namespace psp::render {
namespace {

using report::FigureRow;
using report::Group;

void write_number(Json& json, const Group& group, const report::Place& place, std::int64_t suppress) {
  const auto number = group.numbers.find(place);
  switch (report::seen(group, place)) {
    case report::Shown::value: json.value(number == group.numbers.end() ? 0 : number->second); break;
    case report::Shown::small: json.value("<" + std::to_string(suppress)); break;
    case report::Shown::hidden: json.null(); break;
  }
}

void write_figure(Json& json, const FigureRow& row, const Group& group, std::int64_t suppress) {
  if (!row.name.empty()) json.key(row.name);
  if (row.sort == report::Sort::ratio) {
    if (const auto text = report::ratio_text(report::ratio_of(group, row), row.decimals)) json.number(*text);
    else json.null();
  } else if (!row.keyed) {
    write_number(json, group, {row.figure, ""}, suppress);
  } else {
    if (!row.name.empty()) json.begin_object();
    const std::array there{&group};
    for (const auto& key : report::keys_of(row, there)) {
      json.key(key);
      write_number(json, group, {row.figure, key}, suppress);
    }
    if (!row.name.empty()) json.end_object();
  }
}

/// Writes a section in which each key has several numbers; `rows` are all its figures.
void write_several(Json& json, std::span<const FigureRow> rows, const Group& group, std::int64_t suppress) {
  const std::array there{&group};
  for (const auto& key : report::keys_of(rows.front(), there)) {
    json.key(key).begin_object();
    for (const auto& row : rows) {
      json.key(row.inner);
      write_number(json, group, {row.figure, key}, suppress);
    }
    json.end_object();
  }
}

/// Writes the sections of a group, each an object; of a month only those that are counted for it.
void write_sections(Json& json, const Group& group, bool month, std::int64_t suppress) {
  const auto all = report::figures();
  for (std::size_t i = 0, end = 0; i < all.size(); i = end) {
    const auto section = all[i].section;
    while (end < all.size() && all[end].section == section) ++end;
    if (all[i].sort == report::Sort::hidden || (month && !report::counted_by_month(all[i]))) continue;
    const auto rows = all.subspan(i, end - i);
    json.key(section).begin_object();
    if (!rows.front().inner.empty()) write_several(json, rows, group, suppress);
    else
      for (const auto& row : rows) write_figure(json, row, group, suppress);
    json.end_object();
  }
}

void write_stretch(Json& json, const report::Count& count) {
  json.key("period").begin_object().member("from", count.period.from).member("to", count.period.to).end_object();
  json.member("as_of", count.as_of);
}

void write_groups(Json& json, const report::Count& count, std::int64_t suppress) {
  json.key("groups").begin_array();
  for (const auto& group : count.groups) {
    json.begin_object().member("by", word(group.by)).member("key", group.key);
    write_sections(json, group, false, suppress);
    json.end_object();
  }
  json.end_array();
}

void write_caseload(Json& json, const report::Caseload& load, std::int64_t suppress) {
  json.key("caseload").begin_object().key("workers").begin_object();
  for (const auto& [worker, cases] : load.workers) {
    json.key(worker);
    switch (load.seen(worker)) {
      case report::Shown::value: json.value(cases); break;
      case report::Shown::small: json.value("<" + std::to_string(suppress)); break;
      case report::Shown::hidden: json.null(); break;
    }
  }
  json.end_object().key("bins").begin_object();
  const auto in_bin = load.in_bin();
  for (std::size_t i = 0; i < load.bins.size(); ++i) {
    json.key(load.bins[i]);
    if (in_bin) json.value((*in_bin)[i]);
    else json.null();
  }
  json.end_object().end_object();
}

void write_count(Json& json, std::string_view name, const report::Count& count, std::int64_t suppress) {
  json.key(name).begin_object();
  write_stretch(json, count);
  write_groups(json, count, suppress);
  write_caseload(json, count.caseload, suppress);
  json.end_object();
}

void write_numbers(Json& json, const report::Report& r, std::int64_t suppress) {
  json.member("ledger", r.ledger);
  write_stretch(json, r.now);
  json.member("suppress", suppress);
  write_groups(json, r.now, suppress);
  write_caseload(json, r.now.caseload, suppress);
  write_count(json, "previous", r.before, suppress);
  write_count(json, "year_before", r.year_earlier, suppress);
  json.key("months").begin_array();
  for (const auto& month : r.months) {
    json.begin_object();
    write_stretch(json, month);
    write_sections(json, month.groups.front(), true, suppress);
    json.end_object();
  }
  json.end_array();
}

void write_ledger(Json& json, const report::OfLedger& of, std::int64_t suppress) {
  write_numbers(json, of.report, suppress);
  json.key("proof").begin_object().member("psp", of.proof.version).member("policies", of.proof.policies);
  json.member("cases", of.proof.cases).key("commit");
  if (of.proof.commit.empty()) json.null();
  else json.value(of.proof.commit);
  json.key("changed");
  if (of.proof.commit_unknown) json.null();
  else json.value(of.proof.changed);
  json.end_object();
  write_diagnostics(json, "errors", of.errors);
}

void write_question(Json& json, const report::Question& q, Language language) {
  json.key("asked").begin_object().member("period", report::to_text(q.period)).member("by", word(q.by));
  json.key("known_at");
  if (q.known_at) json.value(rules::to_text(*q.known_at));
  else json.null();
  json.member("same_clients", q.same_clients).member("language", word(language)).end_object();
}

}  // namespace

std::string report_json(const report::Reports& reports, Language language) {
  const auto suppress = reports.question.suppress;
  Json json;
  json.begin_object().member("format", format_number);
  write_question(json, reports.question, language);
  if (!reports.sum) {
    write_ledger(json, reports.ledgers.front(), suppress);
    return json.end_object().text();
  }
  json.key("ledgers").begin_array();
  for (const auto& of : reports.ledgers) {
    json.begin_object().member("name", of.name);
    write_ledger(json, of, suppress);
    json.end_object();
  }
  json.end_array().key("sum").begin_object();
  write_numbers(json, *reports.sum, suppress);
  return json.end_object().end_object().text();
}

}  // namespace psp::render
