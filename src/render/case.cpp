#include "render/case.h"

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/status.h"
#include "render/table.h"

namespace psp::render {
namespace {

constexpr std::size_t quote_indent = 4;

/// Returns the text, each of its lines set in.
std::string quoted_below(std::string_view text) {
  std::string out(quote_indent, ' ');
  for (const char c : printable(text)) {
    out += c;
    if (c == '\n') out.append(quote_indent, ' ');
  }
  return out + '\n';
}

/// Returns how long the held sessions were, and of how many nobody said it.
Message length_words(const rules::CaseStatus& status) {
  const auto unknown = static_cast<std::int64_t>(status.minutes_unknown);
  const auto held = static_cast<std::int64_t>(status.sessions[static_cast<std::size_t>(rules::SessionState::held)]);
  if (unknown == 0) return msg_count(status.minutes, "{} minute", "{} minutes");
  if (unknown == held) return msg("of unknown length");
  return msg("{} minutes, and {} of unknown length", status.minutes, unknown);
}

}  // namespace

std::string case_text(const CaseView& view, Language language, bool colour) {
  const auto& [c, now, status, happenings, left_out, household] = view;
  const auto tr = [&](const Message& m) { return i18n::tr(language, m); };
  const auto line = [&](const Message& m) { return printable_line(tr(m)); };
  std::string out = printable_line(fmt::format("{}  {}  {}  {}\n", c.header.id, i18n::tr(language, label(status.state)),
                                               c.header.service, c.header.client));
  out.back() = '\n';
  out += line(msg("opened {}", status.opened));
  if (status.episode_from != status.opened) out += line(msg(", reopened {}", status.episode_from));
  if (status.closed) out += line(msg(", closed {}", *status.closed));
  if (!status.worker.empty()) out += line(msg(", worker {}", status.worker));
  if (!status.manager.empty()) out += line(msg(", manager {}", status.manager));
  if (!c.header.family.empty()) out += line(msg(", family {}", c.header.family));
  if (c.header.household) out += line(msg(", household of {}", *c.header.household));
  out += '\n';
  for (const auto& other : household)
    out +=
        line(msg("household: {}, client {}, {}, {}", other.id, other.client, other.service, label(other.state))) + '\n';
  const auto count = [&](rules::SessionState s) {
    return static_cast<std::int64_t>(status.sessions[static_cast<std::size_t>(s)]);
  };
  out += line(msg("sessions: {} held ({}), {} missed, {} excused", count(rules::SessionState::held),
                  length_words(status), count(rules::SessionState::missed), count(rules::SessionState::excused)));
  if (status.missed_in_row > 0)
    out += line(msg(", {} missed in a row", static_cast<std::int64_t>(status.missed_in_row)));
  if (status.last_review)
    out +=
        line(msg("; {} held since the last review that counted", static_cast<std::int64_t>(status.held_since_review)));
  if (status.next_session) out += line(msg("; next: {}", *status.next_session));
  out += '\n';
  if (left_out) out += line(rules::left_out_words(*left_out)) + '\n';
  std::string intake;
  for (const auto& [row, value] : set_fields(now))
    if (row.name != "distress")
      intake += fmt::format("{}{}: {}", intake.empty() ? "" : "; ", tr(label(row)), shown_value(language, row, value));
  if (!intake.empty()) out += printable_line(intake) + '\n';
  if (!now.distress.empty()) out += quoted_below(now.distress);

  if (!status.flags.empty()) {
    std::vector<Row> flags;
    for (const auto& f : status.flags)
      flags.push_back({tr(label(f.level)), i18n::shown(language, f.since), f.flag->code, tr(f.message)});
    auto lines = table_lines(std::move(flags));
    out += '\n';
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto level = status.flags[i].level;
      out += lines[i].replace(0, tr(label(level)).size(), level_word(level, language, colour)) + '\n';
    }
  }
  if (!happenings.empty()) out += '\n';
  std::vector<Row> rows;
  for (const auto& h : happenings) {
    const auto when =
        h.time && !h.record->as<Attendance>() ? i18n::shown(language, *h.time) : i18n::shown(language, h.date);
    auto what = record_line(*h.record, language);
    if (!h.stands)
      what = (h.replaced_by ? tr(msg("[replaced by {}]", h.replaced_by->id)) : tr(msg("[struck]"))) + " " + what;
    if (h.state == rules::SessionState::excused) what = tr(msg("[excused]")) + " " + what;
    rows.push_back({when, tr(label(h.record->kind())), h.record->id, what});
  }
  return out + table(rows);
}

std::string case_json(const CaseView& view) {
  const auto& [c, now, status, happenings, left_out, household] = view;
  Json json;
  json.begin_object().member("format", format_number).member("file", c.file);
  json.key("header").begin_object();
  write_fields(json, set_fields(c.header));
  json.end_object().key("intake").begin_object();
  write_fields(json, set_fields(c.intake));
  json.end_object().key("intake_in_force").begin_object();
  write_fields(json, set_fields(now));
  json.end_object();
  if (left_out) {
    json.key("left_out").begin_object();
    for (std::size_t i = 0; i < left_out->size(); ++i)
      json.member(Vocabulary<rules::Withheld>::words[i], static_cast<std::int64_t>((*left_out)[i]));
    json.end_object();
  }
  json.key("household").begin_array();
  for (const auto& other : household)
    json.begin_object()
        .member("case", other.id)
        .member("client", other.client)
        .member("service", other.service)
        .member("state", word(other.state))
        .end_object();
  json.end_array().key("status");
  write_case_status(json, status);
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

}  // namespace psp::render
