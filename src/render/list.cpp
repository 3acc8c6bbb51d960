#include "render/list.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "i18n/collation.h"
#include "i18n/tr.h"
#include "render/check.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/status.h"

namespace psp::render {

namespace {

class ListText : public ManyCases<rules::CaseStatus> {
 public:
  ListText(std::size_t cases, Language language) : language_(language), rows_(cases) {}

  void add(std::size_t place, const rules::CaseStatus& c) override {
    const auto held = static_cast<std::int64_t>(c.sessions[static_cast<std::size_t>(rules::SessionState::held)]);
    const auto flags = static_cast<std::int64_t>(c.flags.size());
    const auto tr = [&](const Message& m) { return i18n::tr(language_, m); };
    rows_.keep(place, Row{c.id, i18n::tr(language_, label(c.state)), c.service, or_dash(c.client), or_dash(c.worker),
                          i18n::shown(language_, c.opened), tr(msg_count(held, "{} held", "{} held")),
                          c.next_session ? tr(msg("next {}", *c.next_session)) : "-",
                          flags == 0 ? "-" : tr(msg_count(flags, "{} flag", "{} flags"))});
  }

  void write(const AboutAll&, const Out& out) override {
    std::vector<Row> rows;
    for (auto* row : rows_.all()) rows.push_back(std::move(*row));
    write_table(std::move(rows), out);
  }

 private:
  const Language language_;
  Parts<Row> rows_;
};

/// Cases by the day until which they are kept, then as they came; those without such a day last.
template <class Part>
class ByRetention {
 public:
  explicit ByRetention(std::size_t cases) : parts_(cases) {}

  void keep(std::size_t place, const rules::CaseStatus& c, Part part) {
    parts_.keep(place, Dated{c.kept_until, std::move(part)});
  }
  std::vector<Part*> all() {
    auto dated = parts_.all();
    std::stable_sort(dated.begin(), dated.end(),
                     [](const Dated* a, const Dated* b) { return a->until && (!b->until || *a->until < *b->until); });
    std::vector<Part*> all;
    for (auto* d : dated) all.push_back(&d->part);
    return all;
  }

 private:
  struct Dated {
    std::optional<Date> until;
    Part part;
  };
  Parts<Dated> parts_;
};

/// Returns true if the day is past; a case without one is kept for good.
bool is_over(const rules::CaseStatus& c, Date as_of) { return c.kept_until && as_of > *c.kept_until; }

class RetentionText : public ManyCases<rules::CaseStatus> {
 public:
  RetentionText(std::size_t cases, Date as_of, Language language) : language_(language), as_of_(as_of), rows_(cases) {}

  void add(std::size_t place, const rules::CaseStatus& c) override {
    const auto tr = [&](const Message& m) { return i18n::tr(language_, m); };
    const auto what = !c.kept_until        ? msg("{} sets no retention_years", c.service)
                      : is_over(c, as_of_) ? msg("over")
                                           : msg("kept until then");
    rows_.keep(place, c,
               {c.kept_until ? i18n::shown(language_, *c.kept_until) : "-", c.id, or_dash(c.client), c.service,
                or_dash(c.worker),
                tr(c.state == rules::CaseState::refused ? msg("refused {}", *c.closed) : msg("closed {}", *c.closed)),
                tr(what)});
  }

  void write(const AboutAll&, const Out& out) override {
    std::vector<Row> rows;
    for (auto* row : rows_.all()) rows.push_back(std::move(*row));
    write_table(std::move(rows), out);
  }

 private:
  const Language language_;
  const Date as_of_;
  ByRetention<Row> rows_;
};

class RetentionJson : public ManyCases<rules::CaseStatus> {
 public:
  RetentionJson(std::size_t cases, Date as_of) : as_of_(as_of), cases_(cases) {}

  void add(std::size_t place, const rules::CaseStatus& c) override {
    Json json;
    json.begin_object()
        .member("case", c.id)
        .member("client", c.client)
        .member("service", c.service)
        .member("worker", c.worker)
        .member("closed", c.closed)
        .member("kept_until", c.kept_until)
        .member("over", is_over(c, as_of_))
        .end_object();
    cases_.keep(place, c, json.taken());
  }

  void write(const AboutAll& about, const Out& out) override {
    Json json;
    json.begin_object().member("format", format_number).member("as_of", about.as_of).key("cases").begin_array();
    for (const auto* c : cases_.all()) json.written(*c);
    json.end_array();
    write_diagnostics(json, "errors", about.errors);
    out(json.end_object().text());
  }

 private:
  const Date as_of_;
  ByRetention<std::string> cases_;
};

}  // namespace

std::unique_ptr<ManyCases<rules::CaseStatus>> list_text(std::size_t cases, Language language) {
  return std::make_unique<ListText>(cases, language);
}

std::unique_ptr<ManyCases<rules::CaseStatus>> retention_text(std::size_t cases, Date as_of, Language language) {
  return std::make_unique<RetentionText>(cases, as_of, language);
}

std::unique_ptr<ManyCases<rules::CaseStatus>> retention_json(std::size_t cases, Date as_of) {
  return std::make_unique<RetentionJson>(cases, as_of);
}

std::unique_ptr<ManyCases<rules::CaseStatus>> list_table(std::size_t cases, Date as_of, const ListFor& list) {
  Listing blank{msg("cases, as of {}", as_of), {}, {}, {}};
  blank.columns = {{"case", msg_in("list", "case")},       {"state", msg_in("list", "state")},
                   {"service", msg_in("list", "service")}, {"client", msg_in("list", "client")},
                   {"worker", msg_in("list", "worker")},   {"opened", msg_in("list", "opened")},
                   {"held", msg_in("list", "held")},       {"next_session", msg_in("list", "next session")},
                   {"flags", msg_in("list", "flags")}};
  using Table = ListedCases<rules::CaseStatus, int>;
  return std::make_unique<Table>(
      cases, std::move(blank), list, [](const rules::CaseStatus& c, const Cells& cell) -> std::vector<Table::Keyed> {
        std::string flags;
        for (const auto& f : c.flags) flags += (flags.empty() ? "" : ", ") + std::string(f.flag->code);
        const auto held = static_cast<std::int64_t>(c.sessions[static_cast<std::size_t>(rules::SessionState::held)]);
        return {{0,
                 {c.id, cell.of(c.state), c.service, c.client, c.worker, cell.of(c.opened), cell.of(held),
                  cell.of(c.next_session), flags}}};
      });
}

std::unique_ptr<ManyCases<rules::CaseStatus>> retention_table(std::size_t cases, Date as_of, const ListFor& list) {
  Listing blank{msg("closed cases, by the day until which they are kept, as of {}", as_of), {}, {}, {}};
  blank.columns = {{"kept_until", msg_in("list", "kept until")},
                   {"case", msg_in("list", "case")},
                   {"client", msg_in("list", "client")},
                   {"service", msg_in("list", "service")},
                   {"worker", msg_in("list", "worker")},
                   {"closed", msg_in("list", "closed")},
                   {"over", msg_in("list", "over")}};
  using Table = ListedCases<rules::CaseStatus, std::pair<bool, std::optional<Date>>>;
  return std::make_unique<Table>(
      cases, std::move(blank), list,
      [as_of](const rules::CaseStatus& c, const Cells& cell) -> std::vector<Table::Keyed> {
        const auto over = is_over(c, as_of) ? cell.of(msg("yes")) : "";
        return {{{!c.kept_until, c.kept_until},
                 {cell.of(c.kept_until), c.id, c.client, c.service, c.worker, cell.of(c.closed), over}}};
      });
}

Row log_row(const report::LogEntry& e, Language language) {
  const auto& r = e.record;
  std::string what = e.opening ? i18n::tr(language, msg("case opened")) : record_line(r, language);
  if (const auto when = own_time_or_date(r, language); !when.empty() && !e.opening)
    what = when + (what.empty() ? "" : ": ") + what;
  if (!e.stands) what = i18n::tr(language, msg("[struck]")) + " " + what;
  return {i18n::shown(language, r.recorded->local),
          r.by,
          e.case_id,
          e.client,
          e.opening ? i18n::tr(language, msg_in("record", "case")) : i18n::tr(language, label(r.kind())),
          r.id,
          what};
}

namespace {

/// Returns what the groups are in the order of, and the name of one.
std::pair<std::string, std::string> group_of(const report::LogEntry& e, LogBy by, Language language) {
  if (by == LogBy::worker) return {e.record.by, e.record.by};
  const auto day = e.record.recorded->local.date;
  return {to_text(day), i18n::shown(language, day)};
}

}  // namespace

std::string log_text(const std::vector<report::LogEntry>& entries, std::optional<LogBy> by, Language language) {
  std::vector<Row> rows;
  for (const auto& e : entries) rows.push_back(log_row(e, language));
  if (!by) return table(rows);

  struct Group {
    std::string name, lines;
    std::int64_t records = 0;
    std::set<std::string_view> cases;
  };
  std::map<std::string, Group, i18n::Alphabetical> groups(i18n::Alphabetical{language});
  const auto lines = table_lines(std::move(rows));
  auto line = lines.begin();
  for (const auto& e : entries) {
    auto [order, name] = group_of(e, *by, language);
    auto& group = groups[order];
    group.name = std::move(name);
    group.lines += set_in(*line++);
    ++group.records;
    group.cases.insert(e.case_id);
  }
  std::string out;
  for (const auto& [order, group] : groups) {
    const auto records = i18n::tr(language, msg_count(group.records, "{} record", "{} records"));
    const auto cases =
        i18n::tr(language, msg_count(static_cast<std::int64_t>(group.cases.size()), "{} case", "{} cases"));
    out += (out.empty() ? "" : "\n") +
           printable_line(i18n::tr(language, msg("{}: {} in {}", group.name, records, cases))) + '\n' + group.lines;
  }
  return out;
}

std::string log_table(const std::vector<report::LogEntry>& entries, const std::vector<Diagnostic>& errors,
                      const ListFor& list) {
  Listing listing{msg("what was recorded"), {}, {}, errors};
  listing.columns = {{"recorded", msg_in("list", "recorded")}, {"by", msg_in("list", "by")},
                     {"case", msg_in("list", "case")},         {"client", msg_in("list", "client")},
                     {"record", msg_in("list", "record")},     {"id", msg_in("list", "id")},
                     {"says", msg_in("list", "says")}};
  const Cells cell(list);
  for (const auto& e : entries) {
    const auto shown = log_row(e, cell.language());
    listing.rows.push_back(
        {cell.of(e.record.recorded->local), shown[1], shown[2], shown[3], shown[4], shown[5], shown[6]});
  }
  return listing_text(listing, list);
}

std::string log_json(const std::vector<report::LogEntry>& entries, const std::vector<Diagnostic>& errors) {
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
  write_diagnostics(json, "errors", errors);
  return json.end_object().text();
}

}  // namespace psp::render
