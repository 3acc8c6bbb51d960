#include "render/handover.h"

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/check.h"
#include "render/markup.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/status.h"
#include "render/table.h"

namespace psp::render {
namespace {

std::int64_t held(const rules::CaseStatus& c) {
  return static_cast<std::int64_t>(c.sessions[static_cast<std::size_t>(rules::SessionState::held)]);
}

std::string shown_or_dash(Language language, const auto& day_or_time) {
  return day_or_time ? i18n::shown(language, *day_or_time) : "-";
}

Message title(const report::Handover& h) {
  return msg_count(static_cast<std::int64_t>(h.cases.size()), "{} case from {} to {} on {}",
                   "{} cases from {} to {} on {}", h.question.from, h.question.to, h.question.on);
}

/// Returns how a case stands, in a line.
std::string standing(const rules::CaseStatus& c, Language language) {
  const auto tr = [&](const Message& m) { return i18n::tr(language, m); };
  auto line = tr(msg("opened {}", c.opened));
  if (c.episode_from != c.opened) line += tr(msg(", reopened {}", c.episode_from));
  if (!c.manager.empty()) line += tr(msg(", manager {}", c.manager));
  line += tr(msg("; sessions: {} held, {} missed in a row", held(c), static_cast<std::int64_t>(c.missed_in_row)));
  line += c.last_held ? tr(msg(", last held {}", *c.last_held)) : tr(msg(", none held yet"));
  return line + (c.next_session ? tr(msg(", next {}", *c.next_session)) : tr(msg(", none planned")));
}

/// Holds a thing that is open in a case: a flag, or a record.
struct Item {
  std::string what, when, name, text;  ///< a record's kind or a flag's level; its day; its id or code; what it says
};

Item item_of(const Record& r, Language language) {
  return {i18n::tr(language, label(r.kind())), own_time_or_date(r, language), r.id, record_line(r, language)};
}

std::vector<Item> items_of(const report::OpenCase& c, Language language) {
  std::vector<Item> items;
  for (const auto& f : c.status.flags)
    items.push_back({i18n::tr(language, label(f.level)), i18n::shown(language, f.since), std::string(f.flag->code),
                     i18n::tr(language, f.message)});
  for (const auto& r : c.planned) items.push_back(item_of(r, language));
  for (const auto& r : c.tasks) items.push_back(item_of(r, language));
  for (const auto& r : c.unanswered) items.push_back(item_of(r, language));
  for (const auto& r : {c.plan, c.review, c.agreement})
    if (r) items.push_back(item_of(*r, language));
  return items;
}

const std::vector<Message>& columns_of_table() {
  static const std::vector<Message> columns{msg_in("list", "case"),
                                            msg_in("list", "client"),
                                            msg_in("list", "service"),
                                            msg_in("list", "state"),
                                            msg_in("list", "opened"),
                                            msg_in("list", "held"),
                                            msg_in("list", "missed in a row"),
                                            msg_in("list", "last held"),
                                            msg_in("list", "next session"),
                                            msg_in("list", "flags")};
  return columns;
}

std::vector<std::string> row_of(const rules::CaseStatus& c, Language language) {
  std::string flags;
  for (const auto& f : c.flags) flags += (flags.empty() ? "" : ", ") + std::string(f.flag->code);
  return {c.id,
          c.client,
          c.service,
          i18n::tr(language, label(c.state)),
          i18n::shown(language, c.opened),
          std::to_string(held(c)),
          std::to_string(c.missed_in_row),
          shown_or_dash(language, c.last_held),
          shown_or_dash(language, c.next_session),
          or_dash(flags)};
}

/// Returns the items of a case in columns, each line set in by two blanks. Colour marks the flags' levels.
std::string item_lines(const report::OpenCase& c, Language language, bool colour) {
  const auto items = items_of(c, language);
  std::vector<Row> rows;
  for (const auto& item : items) rows.push_back({item.what, item.when, item.name, item.text});
  auto lines = table_lines(rows);
  for (std::size_t i = 0; i < c.status.flags.size(); ++i)  // the flags come first
    lines[i].replace(0, items[i].what.size(), level_word(c.status.flags[i].level, language, colour));
  return all_set_in(lines);
}

/// Returns which ledger the sheet is of, of what day it is, and whether nothing was written.
std::string origin(const report::Handover& h, Language language) {
  auto line = h.ledger.empty() ? std::string() : h.ledger + ", ";
  line += i18n::tr(language, msg("as of {}", h.question.today));
  if (!h.written) line += i18n::tr(language, msg("; nothing was written"));
  return line;
}

}  // namespace

std::string handover_text(const report::Handover& h, Language language, bool colour) {
  auto out = printable_line(i18n::tr(language, title(h)));
  if (!h.written) out += i18n::tr(language, msg("; nothing was written"));
  out += '\n';
  for (const auto& c : h.cases) {
    const auto& s = c.status;
    out += '\n' +
           printable_line(fmt::format("{}  {}  {}  {}", s.id, i18n::tr(language, label(s.state)), s.service, s.client));
    out += '\n' + printable_line(standing(s, language)) + '\n';
    out += item_lines(c, language, colour);
  }
  return out;
}

std::string handover_json(const report::Handover& h) {
  Json json;
  const auto record_or_null = [&](std::string_view name, const std::optional<Record>& r) {
    json.key(name);
    if (!r) return void(json.null());
    json.begin_object();
    write_record(json, *r);
    json.end_object();
  };
  const auto records = [&](std::string_view name, const std::vector<Record>& all) {
    json.key(name).begin_array();
    for (const auto& r : all) {
      json.begin_object();
      write_record(json, r);
      json.end_object();
    }
    json.end_array();
  };
  json.begin_object().member("format", format_number).member("from", h.question.from).member("to", h.question.to);
  json.member("on", h.question.on).member("as_of", h.question.today).member("ledger", h.ledger);
  json.member("written", h.written).key("cases").begin_array();
  for (const auto& c : h.cases) {
    json.begin_object().key("status");
    write_case_status(json, c.status);
    record_or_null("transfer", c.transfer);
    records("planned", c.planned);
    records("tasks", c.tasks);
    records("unanswered", c.unanswered);
    record_or_null("plan", c.plan);
    record_or_null("review", c.review);
    record_or_null("agreement", c.agreement);
    json.end_object();
  }
  json.end_array();
  write_diagnostics(json, "errors", h.errors);
  return json.end_object().text();
}

std::string handover_markdown(const report::Handover& h, Language language) {
  auto out = "# " + markdown(i18n::tr(language, title(h))) + "\n\n" + markdown(origin(h, language)) + '\n';
  if (h.cases.empty()) return out;
  std::vector<std::vector<std::string>> rows(1);
  for (const auto& name : columns_of_table()) rows.front().push_back(i18n::tr(language, name));
  for (const auto& c : h.cases) {
    rows.emplace_back();
    for (const auto& cell : row_of(c.status, language)) rows.back().push_back(markdown(cell));
  }
  out += '\n' + markdown_table(rows, rows.front().size());
  for (const auto& c : h.cases) {
    out += fmt::format("\n## {}\n\n{}\n", markdown(c.status.id + " " + c.status.client),
                       markdown(standing(c.status, language)));
    const auto items = items_of(c, language);
    if (!items.empty()) out += '\n';
    for (const auto& item : items)
      out += fmt::format("- **{}** {} {}{}{}\n", markdown(item.what), item.when, markdown(item.name),
                         item.text.empty() ? "" : ": ", markdown(item.text));
  }
  return out;
}

std::string handover_html(const report::Handover& h, Language language) {
  const auto heading = i18n::tr(language, title(h));
  auto body = fmt::format("<h1>{}</h1>\n<p class=\"quiet\">{}</p>\n", html(heading), html(origin(h, language)));
  if (!h.cases.empty()) {
    body += "<div class=\"scroll\"><table>\n<thead><tr>";
    for (const auto& name : columns_of_table()) body += "<th>" + html(i18n::tr(language, name)) + "</th>";
    body += "</tr></thead>\n<tbody>\n";
    for (const auto& c : h.cases) {
      body += "<tr>";
      for (const auto& cell : row_of(c.status, language)) body += "<td>" + html(cell) + "</td>";
      body += "</tr>\n";
    }
    body += "</tbody></table></div>\n";
  }
  for (const auto& c : h.cases) {
    body += fmt::format("<h2>{} {}</h2>\n<p>{}</p>\n", html(c.status.id), html(c.status.client),
                        html(standing(c.status, language)));
    const auto items = items_of(c, language);
    if (items.empty()) continue;
    body += "<ul>\n";
    for (const auto& item : items)
      body += fmt::format("<li><b>{}</b> {} {}{}{}</li>\n", html(item.what), item.when, html(item.name),
                          item.text.empty() ? "" : ": ", html(item.text));
    body += "</ul>\n";
  }
  return html_page(heading, language, "", body);
}

}  // namespace psp::render
