#include "render/day.h"

#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/check.h"
#include "render/json.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/status.h"
#include "render/table.h"

namespace psp::render {
namespace {

std::string how_long_and_where(const report::SessionOfDay& s, Language language) {
  auto text = s.minutes == 0 ? "" : i18n::tr(language, msg("{} min", s.minutes));
  if (s.mode) text += (text.empty() ? "" : ", ") + i18n::tr(language, label(*s.mode));
  return text;
}

/// Returns what a session's line says of it besides who and when.
std::string about_session(const report::SessionOfDay& s, Language language) {
  auto text = how_long_and_where(s, language);
  if (s.state == rules::SessionState::planned) return text;
  const auto state = s.state == rules::SessionState::unrecorded ? msg("waits for its attendance") : label(s.state);
  return text + (text.empty() ? "" : ", ") + i18n::tr(language, state);
}

std::string owed_line(const report::Owed& owed, Language language) {
  return printable_line(fmt::format("         {} {}: {}", i18n::tr(language, label(owed.level)), owed.code,
                                    i18n::tr(language, owed.message))) +
         '\n';
}

Row row_of_due(const report::DueOfDay& due, const report::Day& day, const ClientOfDay& client, Language language) {
  return {due.case_id,
          or_dash(client.name(due.client)),
          day.question.worker ? "" : or_dash(due.worker),
          i18n::tr(language, due.title),
          due.day < day.question.day ? i18n::tr(language, msg("was due on {}", due.day)) : "",
          i18n::tr(language, due.message)};
}

}  // namespace

std::string day_text(const report::Day& day, std::string_view whose, const ClientOfDay& client, Language language) {
  if (day.sessions.empty() && day.dues.empty()) return "";
  auto out = i18n::tr(language, msg("{:weekday}", day.question.day));
  if (!whose.empty()) out += printable_line(fmt::format(" · {}", whose));
  out += '\n';
  std::vector<Row> rows;
  for (const auto& s : day.sessions)
    rows.push_back({i18n::tr(language, msg("{:clock}", s.at)), s.case_id, or_dash(client.name(s.client)),
                    client.phone(s.client), day.question.worker ? "" : or_dash(s.worker), about_session(s, language)});
  const auto lines = table_lines(std::move(rows));
  auto stretch = day.free.begin();
  std::set<std::string_view> told;  // the cases of which it is told what is owed
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (; stretch != day.free.end() && stretch->to <= day.sessions[i].at; ++stretch)
      out += set_in(i18n::tr(language, msg("{:clock}–{:clock} free", stretch->from, stretch->to)));
    out += set_in(lines[i]);
    if (!told.insert(day.sessions[i].case_id).second) continue;
    for (const auto& owed : day.sessions[i].owed) out += owed_line(owed, language);
  }
  if (day.dues.empty()) return out;
  out += i18n::tr(language, msg("also due")) + '\n';
  std::vector<Row> dues;
  for (const auto& due : day.dues) dues.push_back(row_of_due(due, day, client, language));
  return out + all_set_in(table_lines(std::move(dues)));
}

std::string day_table(const report::Day& day, std::string_view whose, const ListFor& list) {
  const Cells cell(list);
  const auto day_alone = msg("{:weekday}", day.question.day);
  Listing listing{
      whose.empty() ? day_alone : msg("{:weekday} · {}", day.question.day, std::string(whose)), {}, {}, day.errors};
  listing.columns = {
      {"at", msg_in("list", "time")},       {"case", msg_in("list", "case")},   {"client", msg_in("list", "client")},
      {"worker", msg_in("list", "worker")}, {"what", msg_in("list", "what")},   {"minutes", msg_in("list", "minutes")},
      {"mode", msg_in("list", "mode")},     {"state", msg_in("list", "state")}, {"message", msg_in("list", "says")}};
  for (const auto& s : day.sessions) {
    std::string owed;
    for (const auto& o : s.owed) owed += (owed.empty() ? "" : "; ") + cell.of(o.message);
    listing.rows.push_back({cell.of(msg("{:clock}", s.at)), s.case_id, s.client, s.worker,
                            cell.of(msg_in("record", "session")), s.minutes == 0 ? "" : cell.of(s.minutes),
                            cell.of(s.mode), cell.of(s.state), owed});
  }
  for (const auto& due : day.dues)
    listing.rows.push_back({"", due.case_id, due.client, due.worker, i18n::tr(cell.language(), due.title), "", "", "",
                            cell.of(due.message)});
  return listing_text(listing, list);
}

std::vector<std::string> sessions_lines(const std::vector<report::SessionOfDay>& sessions, bool with_workers,
                                        const ClientOfDay& client, Language language) {
  std::vector<Row> rows;
  for (const auto& s : sessions)
    rows.push_back({i18n::tr(language, msg("{:said}", s.at)), s.case_id, or_dash(client.name(s.client)),
                    with_workers ? or_dash(s.worker) : "", how_long_and_where(s, language)});
  return table_lines(std::move(rows));
}

namespace {

/// Writes "key": text, or null for none.
void text_or_null(Json& json, std::string_view key, std::string_view text) {
  json.key(key);
  if (text.empty()) json.null();
  else json.value(text);
}

/// Begins the object of a session, and leaves it open.
Json& begin_session(Json& json, const report::SessionOfDay& s) {
  json.begin_object().member("case", s.case_id);
  text_or_null(json, "client", s.client);
  json.member("service", s.service).member("session", s.id).member("at", to_text(s.at));
  json.member("minutes", s.minutes);
  text_or_null(json, "mode", s.mode ? word(*s.mode) : "");
  text_or_null(json, "worker", s.worker);
  return json.member("state", word(s.state));
}

}  // namespace

std::string day_json(const report::Day& day) {
  Json json;
  json.begin_object().member("format", format_number).member("day", day.question.day);
  text_or_null(json, "worker", day.question.worker.value_or(""));
  json.key("sessions").begin_array();
  for (const auto& s : day.sessions) {
    begin_session(json, s).key("owed").begin_array();
    for (const auto& owed : s.owed)
      json.begin_object()
          .member("code", owed.code)
          .member("level", word(owed.level))
          .member("message", owed.message)
          .end_object();
    json.end_array().end_object();
  }
  json.end_array().key("free").begin_array();
  for (const auto& f : day.free)
    json.begin_object().member("from", to_text(f.from)).member("to", to_text(f.to)).end_object();
  json.end_array().key("due").begin_array();
  for (const auto& due : day.dues) {
    json.begin_object().member("case", due.case_id);
    text_or_null(json, "client", due.client);
    text_or_null(json, "worker", due.worker);
    json.member("code", due.code).member("day", due.day).member("title", due.title);
    json.member("message", due.message).end_object();
  }
  json.end_array().member("waiting", static_cast<std::int64_t>(day.waiting.size()));
  write_diagnostics(json, "errors", day.errors);
  return json.end_object().text();
}

std::string waiting_json(const std::vector<report::SessionOfDay>& sessions, const std::optional<std::string>& worker,
                         const std::vector<Diagnostic>& errors) {
  Json json;
  json.begin_object().member("format", format_number);
  text_or_null(json, "worker", worker.value_or(""));
  json.key("sessions").begin_array();
  for (const auto& s : sessions) begin_session(json, s).end_object();
  json.end_array();
  write_diagnostics(json, "errors", errors);
  return json.end_object().text();
}

}  // namespace psp::render
