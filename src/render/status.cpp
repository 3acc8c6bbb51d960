#include "render/status.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/check.h"
#include "render/record.h"
#include "render/table.h"

namespace psp::render {
namespace {

std::string coloured(std::string_view text, rules::Level level) {
  constexpr std::string_view codes[] = {"1;31", "33", "36"};
  return fmt::format("\x1b[{}m{}\x1b[0m", codes[static_cast<std::size_t>(level)], text);
}

}  // namespace

std::string level_word(rules::Level level, Language language, bool colour) {
  const auto text = i18n::tr(language, word(level));
  return colour ? coloured(text, level) : text;
}

std::string status_text(const rules::Status& status, Language language, bool all, bool colour) {
  struct Line {
    rules::Level level;
    Date since;
    const rules::CaseStatus* c;
    const rules::StatusFlag* flag;
  };
  std::vector<Line> lines;
  std::vector<const rules::CaseStatus*> quiet;
  for (const auto& c : status.cases) {
    for (const auto& f : c.flags) lines.push_back({f.level, f.since, &c, &f});
    if (c.flags.empty()) quiet.push_back(&c);
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.level, a.since) < std::tie(b.level, b.since);
  });
  std::vector<Row> rows;
  for (const auto& line : lines)
    rows.push_back({i18n::tr(language, word(line.level)), line.c->id, or_dash(line.c->client), or_dash(line.c->worker),
                    to_text(line.since), std::string(line.flag->flag->code), i18n::tr(language, line.flag->message)});
  if (all)
    for (const auto* c : quiet)
      rows.push_back(
          {"-", c->id, or_dash(c->client), or_dash(c->worker), "-", "-", i18n::tr(language, word(c->state))});
  auto printed = table_lines(rows);
  // The level is the first cell of each line: it is coloured when everything is in its column.
  for (std::size_t i = 0; colour && i < lines.size(); ++i) {
    const auto length = rows[i].front().size();
    printed[i].replace(0, length, coloured(rows[i].front(), lines[i].level));
  }
  std::string out;
  for (const auto& line : printed) out += line + '\n';
  return out;
}

void write_sources(Json& json, const RuleIds& sources) {
  json.key("sources").begin_array();
  for (const auto id : sources) json.value(id);
  json.end_array();
}

void write_evidence(Json& json, const std::vector<rules::Evidence>& evidence) {
  json.key("evidence").begin_array();
  for (const auto& e : evidence)
    json.begin_object()
        .member("id", e.id)
        .member("kind", e.kind)
        .member("date", e.date)
        .member("file", e.file)
        .member("line", std::int64_t{e.line})
        .end_object();
  json.end_array();
}

void write_case_status(Json& json, const rules::CaseStatus& c, Language language) {
  const auto text_or_null = [&](std::string_view name, const std::string& text) {
    json.key(name);
    if (text.empty()) json.null();
    else json.value(text);
  };
  const auto number = [&](std::string_view name, std::size_t n) { json.member(name, static_cast<std::int64_t>(n)); };
  json.begin_object().member("case", c.id).member("service", c.service).member("state", word(c.state));
  text_or_null("client", c.client);
  text_or_null("worker", c.worker);
  text_or_null("manager", c.manager);
  json.member("opened", c.opened).member("closed", c.closed).member("episode_from", c.episode_from);
  json.key("sessions").begin_object();
  for (std::size_t i = 0; i < rules::state_count; ++i) number(word(static_cast<rules::SessionState>(i)), c.sessions[i]);
  json.end_object().member("minutes", c.minutes);
  number("minutes_unknown", c.minutes_unknown);
  number("held_since_review", c.held_since_review);
  number("missed_in_row", c.missed_in_row);
  number("missed_in_row_skipping", c.missed_in_row_skipping);
  json.member("last_held", c.last_held);
  json.key("next_session");
  if (c.next_session) json.value(to_text(*c.next_session));
  else json.null();
  json.member("last_review", c.last_review);
  json.key("flags").begin_array();
  for (const auto& f : c.flags) {
    json.begin_object().member("code", f.flag->code).member("level", word(f.level)).member("since", f.since);
    write_sources(json, f.flag->sources);
    write_evidence(json, f.evidence);
    json.member("message", i18n::tr(language, f.message)).end_object();
  }
  json.end_array().end_object();
}

std::string status_json(const rules::Status& status, Language language) {
  Json json;
  json.begin_object().member("format", format_number).member("as_of", status.as_of).member("ledger", status.ledger);
  json.key("cases").begin_array();
  for (const auto& c : status.cases) write_case_status(json, c, language);
  json.end_array();
  write_diagnostics(json, "errors", status.errors, language);
  return json.end_object().text();
}

}  // namespace psp::render
