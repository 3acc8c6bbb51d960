#include "render/status.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

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
  const auto text = i18n::tr(language, label(level));
  return colour ? coloured(text, level) : text;
}

namespace {

/// The order of flags: the most urgent level first, then the oldest; cases without a flag last.
using Urgency = std::tuple<bool, std::optional<rules::Level>, Date>;
Urgency urgency_of(std::optional<rules::Level> level, Date since) { return {!level, level, since}; }

class StatusText : public ManyCases<rules::CaseStatus> {
 public:
  StatusText(std::size_t cases, Language language, bool all, bool colour)
      : language_(language), all_(all), colour_(colour), lines_(cases) {}

  void add(std::size_t place, const rules::CaseStatus& c) override {
    std::vector<Line> lines;
    lines.reserve(c.flags.size());
    for (const auto& f : c.flags)
      lines.push_back({f.level,
                       f.since,
                       {i18n::tr(language_, label(f.level)), c.id, or_dash(c.client), or_dash(c.worker),
                        i18n::shown(language_, f.since), f.flag->code, i18n::tr(language_, f.message)}});
    if (all_ && c.flags.empty())
      lines.push_back(
          {std::nullopt,
           {},
           {"-", c.id, or_dash(c.client), or_dash(c.worker), "-", "-", i18n::tr(language_, label(c.state))}});
    lines_.keep(place, std::move(lines));
  }

  void write(const AboutAll&, const Out& out) override {
    auto lines = lines_.all();
    std::stable_sort(lines.begin(), lines.end(), [](const Line* a, const Line* b) {
      return urgency_of(a->level, a->since) < urgency_of(b->level, b->since);
    });
    std::vector<Row> rows;
    rows.reserve(lines.size());
    for (auto* line : lines) rows.push_back(std::move(line->cells));
    if (!colour_) return write_table(std::move(rows), out);
    write_table(std::move(rows), out, [&](std::string& line, std::size_t i) {
      if (!lines[i]->level) return;
      const auto level = i18n::tr(language_, label(*lines[i]->level));  // the first cell
      line.replace(0, level.size(), coloured(level, *lines[i]->level));
    });
  }

 private:
  struct Line {
    std::optional<rules::Level> level;  ///< nothing for a case without a flag
    Date since;
    Row cells;
  };

  const Language language_;
  const bool all_, colour_;
  Parts<Line> lines_;
};

}  // namespace

std::unique_ptr<ManyCases<rules::CaseStatus>> status_text(std::size_t cases, Language language, bool all, bool colour) {
  return std::make_unique<StatusText>(cases, language, all, colour);
}

std::unique_ptr<ManyCases<rules::CaseStatus>> status_table(std::size_t cases, Date as_of, bool all,
                                                           const ListFor& list) {
  Listing blank{msg("what is owed, as of {}", as_of), {}, {}, {}};
  blank.columns = {{"level", msg_in("list", "level")},   {"case", msg_in("list", "case")},
                   {"client", msg_in("list", "client")}, {"worker", msg_in("list", "worker")},
                   {"since", msg_in("list", "since")},   {"code", msg_in("list", "flag")},
                   {"message", msg_in("list", "says")}};
  using Table = ListedCases<rules::CaseStatus, Urgency>;
  return std::make_unique<Table>(cases, std::move(blank), list, [all](const rules::CaseStatus& c, const Cells& cell) {
    std::vector<Table::Keyed> rows;
    for (const auto& f : c.flags)
      rows.push_back(
          {urgency_of(f.level, f.since),
           {cell.of(f.level), c.id, c.client, c.worker, cell.of(f.since), f.flag->code, cell.of(f.message)}});
    if (all && c.flags.empty())
      rows.push_back({urgency_of(std::nullopt, {}), {"", c.id, c.client, c.worker, "", "", cell.of(c.state)}});
    return rows;
  });
}

void write_sources(Json& json, const RuleIds& sources) {
  json.key("sources").begin_array();
  for (const auto id : sources) json.value(id);
  json.end_array();
}

void write_evidence(Json& json, std::string_view file, const std::vector<rules::Evidence>& evidence) {
  json.key("evidence").begin_array();
  for (const auto& e : evidence)
    json.begin_object()
        .member("id", e.id)
        .member("kind", e.kind)
        .member("date", e.date)
        .member("file", file)
        .member("line", std::int64_t{e.line})
        .end_object();
  json.end_array();
}

void write_case_status(Json& json, const rules::CaseStatus& c) {
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
    write_evidence(json, c.file, f.evidence);
    json.member("message", f.message).end_object();
  }
  json.end_array().end_object();
}

namespace {

class CasesJson : public ManyCases<rules::CaseStatus> {
 public:
  CasesJson(std::size_t cases, void (*begin)(Json&, const AboutAll&)) : begin_(begin), cases_(cases) {}

  void add(std::size_t place, const rules::CaseStatus& c) override {
    Json json;
    write_case_status(json, c);
    cases_.keep(place, json.taken());
  }

  void write(const AboutAll& about, const Out& out) override {
    Json json;
    begin_(json.begin_object().member("format", format_number), about);
    json.key("cases").begin_array();
    for (auto* c : cases_.all()) out(json.written(std::exchange(*c, {})).taken());
    json.end_array();
    write_diagnostics(json, "errors", about.errors);
    out(json.end_object().text());
  }

 private:
  void (*const begin_)(Json&, const AboutAll&);
  Parts<std::string> cases_;
};

}  // namespace

std::unique_ptr<ManyCases<rules::CaseStatus>> status_json(std::size_t cases) {
  return std::make_unique<CasesJson>(cases, [](Json& json, const AboutAll& about) {
    json.member("as_of", about.as_of).member("ledger", about.ledger);
  });
}

std::unique_ptr<ManyCases<rules::CaseStatus>> list_json(std::size_t cases) {
  return std::make_unique<CasesJson>(cases, [](Json&, const AboutAll&) {});
}

}  // namespace psp::render
