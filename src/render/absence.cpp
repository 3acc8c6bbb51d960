#include "render/absence.h"

#include "i18n/tr.h"
#include "render/check.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/table.h"

namespace psp::render {
namespace {

/// Returns what becomes of a session.
Message fate(const report::AbsentSession& s, const report::AbsenceQuestion& q) {
  if (!q.way) return msg_in("absence", "planned");
  if (s.closed && q.way != report::AbsenceWay::cancel)
    return msg("called off, for the case is closed since {}", *s.closed);
  switch (*q.way) {
    case report::AbsenceWay::move:
      return s.moved_to ? msg("moved to {0:weekday} {0:clock}", *s.moved_to)
                        : msg("called off, for one is planned at {:clock} on {:weekday}", *s.met, s.met->date);
    case report::AbsenceWay::cancel: return msg_in("absence", "called off");
    case report::AbsenceWay::give: return msg("{} has the case until {}", q.given_to, q.to);
  }
  return {};
}

}  // namespace

std::string absence_text(const report::Absence& absence, Language language) {
  const auto& q = absence.question;
  auto out = printable_line(
      i18n::tr(language, msg_count(static_cast<std::int64_t>(absence.sessions.size()), "{} session of {} from {} to {}",
                                   "{} sessions of {} from {} to {}", q.worker, q.from, q.to)));
  if (!absence.written && !absence.proposed) out += i18n::tr(language, msg("; nothing was written"));
  out += '\n';
  std::vector<Row> rows;
  for (const auto& s : absence.sessions)
    rows.push_back({i18n::tr(language, msg("{:clock}", s.was.at)), s.was.case_id, or_dash(s.was.client),
                    i18n::tr(language, fate(s, q))});
  const auto lines = table_lines(std::move(rows));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto day = absence.sessions[i].was.at.date;
    if (i == 0 || day != absence.sessions[i - 1].was.at.date) out += i18n::tr(language, msg("{:weekday}", day)) + '\n';
    out += set_in(lines[i]);
  }
  return out;
}

std::string absence_json(const report::Absence& absence) {
  const auto& q = absence.question;
  Json json;
  const auto text_or_null = [&](std::string_view name, std::string_view text) {
    json.key(name);
    if (text.empty()) json.null();
    else json.value(text);
  };
  json.begin_object().member("format", format_number).member("worker", q.worker);
  json.member("from", q.from).member("to", q.to);
  text_or_null("way", q.way ? word(*q.way) : "");
  text_or_null("given_to", q.given_to);
  json.member("written", absence.written).key("sessions").begin_array();
  for (const auto& s : absence.sessions) {
    json.begin_object().member("case", s.was.case_id);
    text_or_null("client", s.was.client);
    json.member("session", s.was.id).member("at", to_text(s.was.at)).member("minutes", s.was.minutes).key("moved_to");
    const auto time_or_null = [&](const std::optional<LocalTime>& t) {
      if (t) json.value(to_text(*t));
      else json.null();
    };
    time_or_null(s.moved_to);
    json.key("met");
    time_or_null(s.met);
    text_or_null("closed", s.closed ? to_text(*s.closed) : "");
    json.end_object();
  }
  json.end_array().key("cases").begin_array();
  for (const auto& c : absence.cases) {
    json.begin_object().member("case", c.case_id).key("records").begin_array();
    for (const auto& r : c.records) {
      json.begin_object();
      write_record(json, r);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  write_diagnostics(json, "errors", absence.errors);
  return json.end_object().text();
}

}  // namespace psp::render
