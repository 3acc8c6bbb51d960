#include "render/summary.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "i18n/tr.h"
#include "render/record.h"

namespace psp::render {
namespace {

/// Returns a value as it is repeated to the person who gave it; a long text is not.
std::string echoed(const FieldRow& row, const std::optional<Value>& value, Language language) {
  constexpr std::size_t longest = 60;
  if (!value) return i18n::tr(language, "not set");
  auto text = shown_value(language, row, *value);
  if (row.type != Type::text) return text;
  return text.size() > longest || text.find('\n') != std::string::npos ? "…" : "\"" + text + "\"";
}

}  // namespace

std::string summary(const Record& r, Language language) {
  const auto tr = [&](const Message& m) { return i18n::tr(language, m); };
  std::string text = fmt::format("{} {}", tr(label(r.kind())), r.id);
  for (const auto& [row, value] : set_fields(r.body)) {
    const auto shown = [&, &row = row, &value = value] { return " " + shown_value(language, row, value); };
    switch (row.type) {
      case Type::reference:
        text += row.need == Need::required ? tr(msg(" of {}", std::get<std::string>(value)))
                                           : tr(msg(" to {}", std::get<std::string>(value)));
        break;
      case Type::word:
      case Type::local_time: text += shown(); break;
      case Type::date: text += (row.name == "date" ? "" : " " + tr(label(row))) + shown(); break;
      case Type::boolean:
        if (std::get<bool>(value)) text += " " + tr(label(row));
        break;
      default: break;
    }
  }
  if (const auto* t = r.as<Transfer>()) {
    if (!t->worker.empty()) text += tr(msg(" worker {}", t->worker));
    if (!t->manager.empty()) text += tr(msg(" manager {}", t->manager));
  }
  return text;
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
