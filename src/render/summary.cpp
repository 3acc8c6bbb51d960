#include "render/summary.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/printable.h"
#include "render/record.h"
#include "rules/history.h"

namespace psp::render {
namespace {

/// Returns true for a text that stands in one line beside others; a long one is not repeated to who gave it.
bool is_short(const std::string& text) {
  constexpr std::size_t longest = 60;
  return !text.empty() && text.size() <= longest && text.find('\n') == std::string::npos;
}

/// Returns a value as it is repeated to the person who gave it; a long text is not.
std::string echoed(const FieldRow& row, const std::optional<Value>& value, Language language) {
  if (!value) return i18n::tr(language, "not set");
  auto text = shown_value(language, row, *value);
  if (row.type != Type::text) return text;
  return is_short(text) || text.empty() ? "\"" + text + "\"" : "…";
}

}  // namespace

namespace {

/// Returns the record's own day or time, or that of the session that it is about, with the weekday; "" if it has none.
std::string when(const Record& r, const Record* about, Language language) {
  const auto* session = about ? about->as<Session>() : r.as<Session>();
  if (session) return i18n::said_back(language, *session->at);
  if (const auto* contact = r.as<Contact>()) return i18n::said_back(language, *contact->at);
  const auto day = own_date(r);
  return day ? i18n::said_back(language, *day) : "";
}

/// Returns what a field of a record adds to its summary; "" for those that tell nothing there, as texts.
std::string summed_up(const FieldRow& row, const Value& value, const Record* about, Language language) {
  const auto tr = [&](const Message& m) { return i18n::tr(language, m); };
  const auto text = [&] { return std::get<std::string>(value); };
  const auto labelled = [&] { return fmt::format("{}: {}", tr(label(row)), shown_value(language, row, value)); };
  switch (row.type) {
    case Type::word: return shown_value(language, row, value);
    case Type::integer:
      return row.name == "minutes" ? tr(msg_count(std::get<std::int64_t>(value), "{} minute", "{} minutes")) : "";
    case Type::date:
      return row.name == "date"
                 ? ""
                 : fmt::format("{} {}", tr(label(row)), i18n::said_back(language, std::get<Date>(value)));
    case Type::boolean: return std::get<bool>(value) ? tr(label(row)) : labelled();
    case Type::reference:
      if (row.name == "entry")
        return tr(about ? msg("strikes {} {}", label(about->kind()), about->id) : msg("strikes {}", text()));
      if (about && (text() == about->id || row.refers == about->kind().name)) return "";
      return row.need == Need::required ? tr(msg("of {}", text())) : tr(msg("to {}", text()));
    case Type::text: return row.refers.empty() ? "" : labelled();
    default: return "";
  }
}

/// Returns the parts that are not "", with a point between them.
std::string pointed(std::initializer_list<std::string> parts) {
  std::string line;
  for (const auto& part : parts)
    if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
  return line;
}

/// Returns what a record says, and what it is with its id; `changes` says what it corrects.
std::string what(const Record& r, const Record* about, const std::string& changes, Language language) {
  std::string words;
  const auto add = [&](const std::string& one) {
    if (!one.empty()) words += (words.empty() ? "" : ", ") + one;
  };
  for (const auto& [row, value] : set_fields(r.body)) add(summed_up(row, value, about, language));
  // What is said behind CASE is said back: a day or an hour among it was not understood as one.
  if (const auto* a = r.as<Attendance>(); a && changes.empty()) {
    if (is_short(a->reason)) add("\"" + a->reason + "\"");
    if (is_short(r.note)) add("\"" + r.note + "\"");
  }
  return pointed({words, changes, fmt::format("{} {}", i18n::tr(language, label(r.kind())), r.id)});
}

}  // namespace

std::string summary(const Record& r, Language language) {
  return pointed({when(r, nullptr, language), what(r, nullptr, "", language)});
}

std::string echo(const std::string& who, const Case& before, const Case& after, const std::vector<Record>& added,
                 Language language) {
  const auto history = rules::whole_history(after);
  auto told = added;
  // What became of an appointment goes before the one that takes its place.
  std::stable_partition(told.begin(), told.end(), [](const Record& r) {
    const auto* a = r.as<Attendance>();
    return a && !a->moved_to.id.empty();
  });
  auto line = fmt::format("{} {}", after.header.id, who);
  std::string last;
  for (const auto& r : told) {
    const auto* written = find_record(after, r.id);
    const auto* strike = r.as<Void>();
    const auto* about = strike ? find_record(after, strike->entry.id) : written ? history.about(*written) : nullptr;
    const auto* corrected = find_record(before, r.replaces.id);
    const auto its_time = when(r, about, language);
    line = pointed({line, its_time == last ? "" : its_time,
                    what(r, about, corrected ? changed_words(*corrected, r, language) : "", language)});
    last = its_time;
  }
  return printable_line(line);
}

std::string changed_words(const Record& before, const Record& after, Language language) {
  std::string all;
  std::vector<FieldRow> rows = after.kind().rows();
  rows.push_back(note_row());
  const auto fields_before = set_fields(before), fields_after = set_fields(after);
  for (const auto& row : rows) {
    const auto was = value_of(fields_before, row.name), is = value_of(fields_after, row.name);
    if (was == is) continue;
    const auto show = [&](const std::optional<Value>& v) { return echoed(row, v, language); };
    all += (all.empty() ? "" : ", ") + fmt::format("{} {} → {}", i18n::tr(language, label(row)), show(was), show(is));
    const auto *had = was ? std::get_if<Texts>(&*was) : nullptr, *has = is ? std::get_if<Texts>(&*is) : nullptr;
    if (!had) continue;
    Texts gone;
    for (const auto& text : *had)
      if (!has || std::find(has->begin(), has->end(), text) == has->end()) gone.push_back(text);
    if (!gone.empty()) all += i18n::tr(language, msg(" (taken away: {})", shown_value(language, row, gone)));
  }
  return all;
}

std::string strike_words(const Record& r, Language language) {
  const auto what = record_line(r, language);
  const auto name = fmt::format("{} {}", i18n::tr(language, label(r.kind())), r.id);
  const auto when = own_time_or_date(r, language);
  return (when.empty() ? name : i18n::tr(language, msg("{} of {}", name, when))) + (what.empty() ? "" : ": " + what);
}

}  // namespace psp::render
