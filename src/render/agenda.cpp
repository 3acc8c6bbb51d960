#include "render/agenda.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/check.h"
#include "render/ics.h"
#include "render/record.h"
#include "render/status.h"
#include "render/table.h"

namespace psp::render {
namespace {

std::string heading(Date day, Language language) {
  constexpr auto weekdays =
      std::to_array<std::string_view>({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"});
  return i18n::tr(language, weekdays[static_cast<std::size_t>(weekday(day) - 1)]) + " " + to_text(day);
}

std::string clock_text(const LocalTime& t) { return fmt::format("{:02}:{:02}", t.hour, t.minute); }

std::string summary_of(const rules::AgendaItem& item, Language language) {
  auto text = i18n::tr(language, item.kind->title);
  if (item.mode) text += fmt::format(" ({})", i18n::tr(language, word(*item.mode)));
  text += ": " + item.case_id;
  return item.client.empty() ? text : text + " " + item.client;
}

std::string description_of(const rules::AgendaItem& item, bool overdue, Language language) {
  // A session's message is made of numbers and words of the format; others may hold what somebody wrote.
  auto text = i18n::tr(language, overdue ? msg("was due on {}", item.day) : item.kind->flag ? Message{} : item.message);
  if (!text.empty()) text += '\n';
  return text + (item.kind->flag ? fmt::format("psp why {} {}", item.case_id, item.kind->flag->code)
                                 : fmt::format("psp show {}", item.case_id));
}

}  // namespace

std::string agenda_text(const rules::Agenda& agenda, Language language) {
  std::vector<Row> rows;
  for (const auto& item : agenda.items) {
    const auto when = agenda.overdue(item) ? to_text(item.day) : item.at ? clock_text(*item.at) : "-";
    rows.push_back({when, item.case_id, or_dash(item.client), or_dash(item.worker),
                    i18n::tr(language, item.kind->title), i18n::tr(language, item.message)});
  }
  // The columns are those of all days together.
  std::string out;
  const auto put = [&](std::string_view line) { out += line; };
  write_table(std::move(rows), put, [&](std::string& line, std::size_t i) {
    const auto& item = agenda.items[i];
    const bool overdue = agenda.overdue(item);
    line.insert(0, "  ");
    if (i == 0 || (!overdue && item.day != agenda.items[i - 1].day))
      line.insert(0, (overdue ? i18n::tr(language, "overdue") : heading(item.day, language)) + '\n');
  });
  return out;
}

std::string agenda_json(const rules::Agenda& agenda, Language language) {
  Json json;
  json.begin_object().member("format", format_number).member("as_of", agenda.as_of);
  json.member("within", std::int64_t{agenda.until - agenda.as_of}).key("items").begin_array();
  const auto text_or_null = [&](std::string_view name, std::string_view text) {
    json.key(name);
    if (text.empty()) json.null();
    else json.value(text);
  };
  for (const auto& item : agenda.items) {
    json.begin_object().member("day", item.day).key("at");
    if (item.at) json.value(to_text(*item.at));
    else json.null();
    json.member("minutes", item.minutes);
    text_or_null("mode", item.mode ? word(*item.mode) : "");
    json.member("overdue", agenda.overdue(item)).member("case", item.case_id);
    text_or_null("client", item.client);
    text_or_null("worker", item.worker);
    json.member("code", item.kind->code);
    write_sources(json, item.kind->flag ? item.kind->flag->sources : RuleIds{});
    write_evidence(json, item.file, item.evidence);
    json.member("title", i18n::tr(language, item.kind->title)).member("message", i18n::tr(language, item.message));
    json.member("uid", item.uid).end_object();
  }
  json.end_array();
  write_diagnostics(json, "errors", agenda.errors, language);
  return json.end_object().text();
}

std::string agenda_ics(const rules::Agenda& agenda, Language language, const Moment& made) {
  std::vector<CalendarEvent> events;
  for (const auto& item : agenda.items) {
    const bool overdue = agenda.overdue(item);
    events.push_back({item.uid, summary_of(item, language), description_of(item, overdue, language),
                      overdue ? agenda.as_of : item.day, item.at, item.minutes.value_or(item.usual_minutes)});
  }
  return calendar(events, made);
}

}  // namespace psp::render
