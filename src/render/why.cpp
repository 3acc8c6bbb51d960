#include "render/why.h"

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/json.h"
#include "render/printable.h"
#include "render/record.h"
#include "render/status.h"

namespace psp::render {
namespace {

void replace_word(std::string& text, std::string_view word, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; at += by.size())
    text.replace(at, word.size(), by);
}

/// Returns what makes the flag go away, with the ids of the case and of the first record that it rests on.
std::string remedy_of(const rules::Explanation& e, const Case& c, Language language) {
  if (e.raised && !e.raised->remedy.text.empty()) return i18n::tr(language, e.raised->remedy);
  auto text = i18n::tr(language, e.flag->remedy);
  replace_word(text, " CASE", " " + c.header.id);
  if (e.raised && !e.raised->evidence.empty()) replace_word(text, " ID", " " + e.raised->evidence.front().id);
  return text;
}

}  // namespace

std::string why_text(const Case& c, const std::string& client, const std::vector<rules::Explanation>& explanations,
                     Language language, bool colour) {
  const auto tr = [&](const Message& m) { return printable_line(i18n::tr(language, m)); };
  const auto head = client.empty() ? c.header.id : c.header.id + "  " + printable_line(client);
  std::string out;
  for (const auto& e : explanations) {
    out += out.empty() ? "" : "\n";
    if (e.raised)
      out += fmt::format("{}  {}  {}  {}\n  {}\n", head, e.flag->code, level_word(e.raised->level, language, colour),
                         tr(msg("since {}", e.raised->since)), tr(e.raised->message));
    else out += fmt::format("{}  {}  {}\n", head, e.flag->code, tr(msg("does not hold")));
    if (!e.raised)  // otherwise the message tells them
      for (const auto& figure : e.figures) out += "  " + tr(figure) + '\n';
    out += tr(msg("  Rule: {}", msg(e.flag->rule))) + '\n';
    for (const auto* s : e.sources) out += tr(msg("  Source {}: {} (\"{}\")", s->id, msg(s->rule), s->original)) + '\n';
    for (const auto& [name, value, from] : e.settings) {
      const auto text = plain(value).empty() ? std::string("[]") : plain(value);
      out += tr(from ? msg("  Setting {} = {} (sessions from {} on)", name, text, *from)
                     : msg("  Setting {} = {}", name, text)) +
             '\n';
    }
    if (!e.records.empty()) out += tr(msg("  It rests on:")) + '\n';
    for (const auto& r : e.records)
      out += fmt::format("    {}:{}: {} {}\n", e.file, r.evidence.line, r.evidence.id, tr(r.detail));
    if (e.raised) out += tr(msg("  To do: {}", remedy_of(e, c, language))) + '\n';
  }
  return out;
}

std::string why_json(const Case& c, const std::vector<rules::Explanation>& explanations) {
  Json json;
  json.begin_object().member("format", format_number).member("case", c.header.id).key("flags").begin_array();
  for (const auto& e : explanations) {
    json.begin_object().member("code", e.flag->code).member("holds", e.raised.has_value());
    if (e.raised)
      json.member("level", word(e.raised->level)).member("since", e.raised->since).member("message", e.raised->message);
    json.member("rule", e.flag->rule).member("remedy", remedy_of(e, c, Language::en));
    json.key("figures").begin_array();
    for (const auto& f : e.figures) json.value(f);
    json.end_array().key("settings").begin_array();
    for (const auto& setting : e.settings)
      json.begin_object()
          .member("name", setting.name)
          .member("value", setting.value)
          .member("from", setting.from)
          .end_object();
    json.end_array().key("sources").begin_array();
    for (const auto* s : e.sources)
      json.begin_object().member("id", s->id).member("rule", s->rule).member("original", s->original).end_object();
    json.end_array().key("evidence").begin_array();
    for (const auto& r : e.records)
      json.begin_object()
          .member("id", r.evidence.id)
          .member("kind", r.evidence.kind)
          .member("date", r.evidence.date)
          .member("file", e.file)
          .member("line", std::int64_t{r.evidence.line})
          .member("detail", r.detail)
          .end_object();
    json.end_array().end_object();
  }
  return json.end_array().end_object().text();
}

std::string rules_text(const std::vector<const rules::SourceRule*>& sources, Language language) {
  std::string out;
  for (const auto* s : sources)
    out += fmt::format("{:<6}{}\n      {}\n", s->id, i18n::tr(language, msg("{} (\"{}\")", msg(s->rule), s->original)),
                       i18n::tr(language, msg("kept by: {}", msg(s->kept_by))));
  return out;
}

std::string rules_json(const std::vector<const rules::SourceRule*>& sources) {
  Json json;
  json.begin_object().member("format", format_number).key("rules").begin_array();
  for (const auto* s : sources)
    json.begin_object()
        .member("id", s->id)
        .member("rule", s->rule)
        .member("original", s->original)
        .member("kept_by", s->kept_by)
        .end_object();
  return json.end_array().end_object().text();
}

}  // namespace psp::render
