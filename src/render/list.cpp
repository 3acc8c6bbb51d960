#include "render/list.h"

#include <algorithm>
#include <map>
#include <set>

#include "i18n/collation.h"
#include "i18n/tr.h"
#include "render/check.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/status.h"

namespace psp::render {

std::string list_text(const std::vector<rules::CaseStatus>& cases, Language language) {
  std::vector<Row> rows;
  for (const auto& c : cases) {
    const auto held = static_cast<std::int64_t>(c.sessions[static_cast<std::size_t>(rules::SessionState::held)]);
    rows.push_back({c.id, i18n::tr(language, word(c.state)), c.service, or_dash(c.client), or_dash(c.worker),
                    to_text(c.opened), i18n::tr(language, msg("{} held", held)),
                    c.next_session ? i18n::tr(language, msg("next {}", short_text(*c.next_session))) : "-",
                    c.flags.empty() ? "-"
                                    : i18n::tr(language, msg_count(static_cast<std::int64_t>(c.flags.size()), "{} flag",
                                                                   "{} flags"))});
  }
  return table(rows);
}

std::string list_json(const std::vector<rules::CaseStatus>& cases, const std::vector<Diagnostic>& errors,
                      Language language) {
  Json json;
  json.begin_object().member("format", format_number).key("cases").begin_array();
  for (const auto& c : cases) write_case_status(json, c, language);
  json.end_array();
  write_diagnostics(json, "errors", errors, language);
  return json.end_object().text();
}

namespace {

/// Returns true if the day is past; a case without one is kept for good.
bool is_over(const rules::CaseStatus& c, Date as_of) { return c.kept_until && as_of > *c.kept_until; }

/// Returns the cases by the day, then as they came; those without a day last.
std::vector<const rules::CaseStatus*> in_order_of_retention(const rules::Status& status) {
  std::vector<const rules::CaseStatus*> cases;
  for (const auto& c : status.cases) cases.push_back(&c);
  std::stable_sort(cases.begin(), cases.end(), [](const auto* a, const auto* b) {
    return a->kept_until && (!b->kept_until || *a->kept_until < *b->kept_until);
  });
  return cases;
}

}  // namespace

std::string retention_text(const rules::Status& status, Language language) {
  std::vector<Row> rows;
  for (const auto* c : in_order_of_retention(status)) {
    const auto what = !c->kept_until              ? msg("{} sets no retention_years", c->service)
                      : is_over(*c, status.as_of) ? msg("over")
                                                  : msg("kept until then");
    rows.push_back({c->kept_until ? to_text(*c->kept_until) : "-", c->id, or_dash(c->client), c->service,
                    or_dash(c->worker), i18n::tr(language, msg("closed {}", *c->closed)), i18n::tr(language, what)});
  }
  return table(rows);
}

std::string retention_json(const rules::Status& status, Language language) {
  Json json;
  json.begin_object().member("format", format_number).member("as_of", status.as_of).key("cases").begin_array();
  for (const auto* c : in_order_of_retention(status))
    json.begin_object()
        .member("case", c->id)
        .member("client", c->client)
        .member("service", c->service)
        .member("worker", c->worker)
        .member("closed", c->closed)
        .member("kept_until", c->kept_until)
        .member("over", is_over(*c, status.as_of))
        .end_object();
  json.end_array();
  write_diagnostics(json, "errors", status.errors, language);
  return json.end_object().text();
}

Row log_row(const report::LogEntry& e, Language language) {
  const auto& r = e.record;
  std::string what = e.opening ? i18n::tr(language, msg("case opened")) : record_line(r);
  if (const auto day = own_date(r); day && !e.opening) what = to_text(*day) + (what.empty() ? "" : ": ") + what;
  const auto* session = r.as<Session>();
  const auto* contact = r.as<Contact>();
  if (const auto at = session ? session->at : contact ? contact->at : std::nullopt; at && !e.opening)
    what = short_text(*at) + what.substr(10);
  if (!e.stands) what = i18n::tr(language, "[struck]") + " " + what;
  return {short_text(r.recorded->local),
          r.by,
          e.case_id,
          e.client,
          e.opening ? "case" : std::string(r.kind().name),
          r.id,
          what};
}

namespace {

std::string group_of(const report::LogEntry& e, LogBy by) {
  return by == LogBy::day ? to_text(e.record.recorded->local.date) : e.record.by;
}

}  // namespace

std::string log_text(const std::vector<report::LogEntry>& entries, std::optional<LogBy> by, Language language) {
  std::vector<Row> rows;
  for (const auto& e : entries) rows.push_back(log_row(e, language));
  if (!by) return table(rows);

  struct Group {
    std::string lines;
    std::int64_t records = 0;
    std::set<std::string_view> cases;
  };
  std::map<std::string, Group, i18n::Alphabetical> groups(i18n::Alphabetical{language});
  const auto lines = table_lines(rows);
  auto line = lines.begin();
  for (const auto& e : entries) {
    auto& group = groups[group_of(e, *by)];
    group.lines += set_in(*line++);
    ++group.records;
    group.cases.insert(e.case_id);
  }
  std::string out;
  for (const auto& [name, group] : groups) {
    const auto records = i18n::tr(language, msg_count(group.records, "{} record", "{} records"));
    const auto cases =
        i18n::tr(language, msg_count(static_cast<std::int64_t>(group.cases.size()), "{} case", "{} cases"));
    out += (out.empty() ? "" : "\n") + printable_line(i18n::tr(language, msg("{}: {} in {}", name, records, cases))) +
           '\n' + group.lines;
  }
  return out;
}

std::string log_json(const std::vector<report::LogEntry>& entries, const std::vector<Diagnostic>& errors,
                     Language language) {
  Json json;
  json.begin_object().member("format", format_number).key("records").begin_array();
  for (const auto& e : entries) {
    json.begin_object().member("case", e.case_id);
    if (e.opening)
      json.member("record", "case").member("by", e.record.by).member("recorded", to_text(*e.record.recorded));
    else write_record(json, e.record);
    json.member("stands", e.stands).end_object();
  }
  json.end_array();
  write_diagnostics(json, "errors", errors, language);
  return json.end_object().text();
}

}  // namespace psp::render
