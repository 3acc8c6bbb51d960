#include "render/case.h"

#include <algorithm>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/check.h"
#include "render/status.h"
#include "render/table.h"

namespace psp::render {
namespace {

/// A value as a person reads it.
std::string plain(const Value& v) {
  struct Writer {
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(bool b) const { return b ? "yes" : "no"; }
    std::string operator()(Date d) const { return to_text(d); }
    std::string operator()(const LocalTime& t) const { return short_text(t); }
    std::string operator()(const Moment& m) const { return to_text(m); }
    std::string operator()(const Texts& texts) const {
      std::string all;
      for (const auto& t : texts) all += (all.empty() ? "" : ", ") + t;
      return all;
    }
  };
  return std::visit(Writer{}, v);
}

void write_values(Json& json, const std::vector<NamedValue>& values) {
  for (const auto& [name, value] : values) json.member(name, value);
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

constexpr std::size_t indent = 4;

/// The text, each of its lines set in.
std::string set_in(std::string_view text) {
  std::string out(indent, ' ');
  for (const char c : printable(text)) {
    out += c;
    if (c == '\n') out.append(indent, ' ');
  }
  return out + '\n';
}

void write_record(Json& json, const Record& r) {
  json.member("kind", r.kind().name);
  write_values(json, record_values(r));
}

}  // namespace

std::string record_line(const Record& r) {
  std::string line;
  const auto& rows = record_rows(r.kind());
  for (const auto& [name, value] : record_values(r)) {
    const auto row = std::find_if(rows.begin(), rows.end(), [&, n = name](const FieldRow& f) { return f.name == n; });
    if (name == "id" || name == "by" || name == "recorded" || row->type == Type::date || row->type == Type::local_time) continue;
    line += line.empty() ? "" : "; ";
    if (row->type == Type::word) line += plain(value);
    else line += fmt::format("{}: {}", name, plain(value));
  }
  return printable_line(line);
}

std::string case_text(const Case& c, const rules::CaseStatus& status, const std::vector<rules::Happening>& happenings,
                      Language language, bool colour) {
  const auto tr = [&](const Message& m) { return i18n::tr(language, m); };
  std::string out = printable_line(fmt::format("{}  {}  {}  {}\n", c.header.id, i18n::tr(language, word(status.state)), c.header.service, c.header.client));
  out.back() = '\n';
  out += tr(msg("opened {}", status.opened));
  if (status.episode_from != status.opened) out += tr(msg(", reopened {}", status.episode_from));
  if (status.closed) out += tr(msg(", closed {}", *status.closed));
  if (!status.worker.empty()) out += tr(msg(", worker {}", status.worker));
  if (!status.manager.empty()) out += tr(msg(", manager {}", status.manager));
  if (c.header.household) out += tr(msg(", household of {}", *c.header.household));
  out += '\n';
  const auto count = [&](rules::State s) { return static_cast<std::int64_t>(status.sessions[static_cast<std::size_t>(s)]); };
  out += tr(msg("sessions: {} held ({} minutes), {} missed, {} excused; in a row missed: {}; since the last review: {}",
                count(rules::State::held), status.minutes, count(rules::State::missed), count(rules::State::excused),
                static_cast<std::int64_t>(status.missed_in_row), static_cast<std::int64_t>(status.held_since_review)));
  if (status.next_session) out += tr(msg("; next: {}", short_text(*status.next_session)));
  out += '\n';
  std::string intake;
  for (const auto& [name, value] : field_values(c.intake))
    if (name != "distress") intake += fmt::format("{}{}: {}", intake.empty() ? "" : "; ", name, plain(value));
  if (!intake.empty()) out += printable_line(intake) + '\n';
  if (!c.intake.distress.empty()) out += set_in(c.intake.distress);

  if (!status.flags.empty()) {
    out += '\n';
    for (const auto& f : status.flags)
      out += fmt::format("{}  {}  {}  {}\n", level_word(f.level, language, colour), to_text(f.since), f.flag->code, tr(f.message));
  }
  if (!happenings.empty()) out += '\n';
  std::vector<Row> rows;
  for (const auto& h : happenings) {
    const auto when = h.time && h.record->as<Session>() ? short_text(*h.time) : to_text(h.date);
    auto line = record_line(*h.record);
    if (!h.stands)
      line = (h.replaced_by ? tr(msg("[replaced by {}]", h.replaced_by->id)) : tr(msg("[struck]"))) + " " + line;
    rows.push_back({when, std::string(h.record->kind().name), h.record->id, line});
  }
  return out + table(rows);
}

std::string case_json(const Case& c, const rules::CaseStatus& status, const std::vector<rules::Happening>& happenings,
                      Language language) {
  Json json;
  json.begin_object().member("format", format_number).member("file", c.file);
  json.key("header").begin_object();
  write_values(json, field_values(c.header));
  json.end_object().key("intake").begin_object();
  write_values(json, field_values(c.intake));
  json.end_object().key("status");
  write_case_status(json, status, language);
  json.key("records").begin_array();
  for (const auto& h : happenings) {
    json.begin_object();
    write_record(json, *h.record);
    json.member("line", std::int64_t{h.record->line}).member("stands", h.stands).key("replaced_by");
    if (h.replaced_by) json.value(h.replaced_by->id);
    else json.null();
    json.end_object();
  }
  return json.end_array().end_object().text();
}

std::string list_text(const std::vector<rules::CaseStatus>& cases, Language language) {
  std::vector<Row> rows;
  for (const auto& c : cases) {
    const auto held = static_cast<std::int64_t>(c.sessions[static_cast<std::size_t>(rules::State::held)]);
    rows.push_back({c.id, i18n::tr(language, word(c.state)), c.service, or_dash(c.client), or_dash(c.worker), to_text(c.opened),
                    i18n::tr(language, msg("{} held", held)),
                    c.next_session ? i18n::tr(language, msg("next {}", short_text(*c.next_session))) : "-",
                    c.flags.empty() ? "-" : i18n::tr(language, msg_count(static_cast<std::int64_t>(c.flags.size()), "{} flag", "{} flags"))});
  }
  return table(rows);
}

std::string list_json(const std::vector<rules::CaseStatus>& cases, const std::vector<Diagnostic>& errors, Language language) {
  Json json;
  json.begin_object().member("format", format_number).key("cases").begin_array();
  for (const auto& c : cases) write_case_status(json, c, language);
  json.end_array();
  write_diagnostics(json, "errors", errors, language);
  return json.end_object().text();
}

std::string log_text(const std::vector<LogEntry>& entries, Language language) {
  std::vector<Row> rows;
  for (const auto& e : entries) {
    const auto& r = e.record;
    std::string what = e.opening ? i18n::tr(language, msg("case opened")) : record_line(r);
    if (const auto day = own_date(r); day && !e.opening) what = to_text(*day) + (what.empty() ? "" : ": ") + what;
    if (const auto* s = r.as<Session>(); s && !e.opening) what = short_text(*s->at) + what.substr(10);
    rows.push_back({short_text(r.recorded->local), r.by, e.case_id, e.opening ? "case" : std::string(r.kind().name), r.id, what});
  }
  return table(rows);
}

std::string log_json(const std::vector<LogEntry>& entries, const std::vector<Diagnostic>& errors, Language language) {
  Json json;
  json.begin_object().member("format", format_number).key("records").begin_array();
  for (const auto& e : entries) {
    json.begin_object().member("case", e.case_id);
    if (e.opening) json.member("kind", "case").member("by", e.record.by).member("recorded", to_text(*e.record.recorded));
    else write_record(json, e.record);
    json.end_object();
  }
  json.end_array();
  write_diagnostics(json, "errors", errors, language);
  return json.end_object().text();
}

namespace {

/// The remedy with the case's id where it speaks of CASE.
std::string remedy_of(const rules::Explanation& e, const Case& c, Language language) {
  auto text = i18n::tr(language, e.flag->remedy);
  constexpr std::string_view place = "CASE";
  for (std::size_t at; (at = text.find(place)) != std::string::npos;) text.replace(at, place.size(), c.header.id);
  return text;
}

}  // namespace

std::string why_text(const Case& c, const std::vector<rules::Explanation>& explanations, Language language, bool colour) {
  const auto tr = [&](const Message& m) { return printable_line(i18n::tr(language, m)); };
  std::string out;
  for (const auto& e : explanations) {
    out += out.empty() ? "" : "\n";
    if (e.raised)
      out += fmt::format("{}  {}  {}  {}\n  {}\n", c.header.id, e.flag->code, level_word(e.raised->level, language, colour),
                         tr(msg("since {}", e.raised->since)), tr(e.raised->message));
    else
      out += fmt::format("{}  {}  {}\n", c.header.id, e.flag->code, tr(msg("does not hold")));
    if (!e.raised)  // else the message tells
      for (const auto& figure : e.figures) out += "  " + tr(figure) + '\n';
    out += tr(msg("  Rule: {}", i18n::tr(language, e.flag->rule))) + '\n';
    for (const auto* s : e.sources)
      out += tr(msg("  Source {}: {} (\"{}\")", s->id, i18n::tr(language, s->rule), s->original)) + '\n';
    for (const auto& [name, value] : e.settings) {
      const auto text = plain(value);
      out += tr(msg("  Setting {} = {}", name, text.empty() ? std::string("[]") : text)) + '\n';
    }
    if (!e.records.empty()) out += tr(msg("  It rests on:")) + '\n';
    for (const auto& r : e.records)
      out += fmt::format("    {}:{}: {} {}\n", r.evidence.file, r.evidence.line, r.evidence.id, tr(r.detail));
    if (e.raised) out += tr(msg("  To do: {}", remedy_of(e, c, language))) + '\n';
  }
  return out;
}

std::string why_json(const Case& c, const std::vector<rules::Explanation>& explanations, Language language) {
  Json json;
  json.begin_object().member("format", format_number).member("case", c.header.id).key("flags").begin_array();
  for (const auto& e : explanations) {
    json.begin_object().member("code", e.flag->code).member("holds", e.raised.has_value());
    if (e.raised)
      json.member("level", word(e.raised->level)).member("since", e.raised->since).member("message", i18n::tr(language, e.raised->message));
    json.member("rule", i18n::tr(language, e.flag->rule)).member("remedy", remedy_of(e, c, language));
    json.key("figures").begin_array();
    for (const auto& f : e.figures) json.value(i18n::tr(language, f));
    json.end_array().key("settings").begin_object();
    for (const auto& [name, value] : e.settings) json.member(name, value);
    json.end_object().key("sources").begin_array();
    for (const auto* s : e.sources)
      json.begin_object().member("id", s->id).member("rule", i18n::tr(language, s->rule)).member("original", s->original).end_object();
    json.end_array().key("evidence").begin_array();
    for (const auto& r : e.records)
      json.begin_object().member("id", r.evidence.id).member("kind", r.evidence.kind).member("date", r.evidence.date)
          .member("file", r.evidence.file).member("line", std::int64_t{r.evidence.line}).member("detail", i18n::tr(language, r.detail))
          .end_object();
    json.end_array().end_object();
  }
  return json.end_array().end_object().text();
}

std::string rules_text(const std::vector<const rules::Source*>& sources, Language language) {
  std::string out;
  for (const auto* s : sources)
    out += fmt::format("{:<6}{} (\"{}\")\n      {}\n", s->id, i18n::tr(language, s->rule), s->original,
                       i18n::tr(language, msg("kept by: {}", s->kept_by)));
  return out;
}

std::string rules_json(const std::vector<const rules::Source*>& sources) {
  Json json;
  json.begin_object().member("format", format_number).key("rules").begin_array();
  for (const auto* s : sources)
    json.begin_object().member("id", s->id).member("rule", s->rule).member("original", s->original).member("kept_by", s->kept_by).end_object();
  return json.end_array().end_object().text();
}

}  // namespace psp::render
