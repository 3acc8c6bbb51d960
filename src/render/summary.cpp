#include "render/summary.h"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "render/record.h"

namespace psp::render {
namespace {

/// Returns a value as it is repeated to the person who gave it; a long text is not.
std::string echoed(const FieldRow& row, const std::optional<Value>& value) {
  constexpr std::size_t longest = 60;
  if (!value) return "not set";
  auto text = plain(row, *value);
  if (!std::holds_alternative<std::string>(*value)) return text;
  return text.size() > longest || text.find('\n') != std::string::npos ? "…" : "\"" + text + "\"";
}

}  // namespace

std::string summary(const Record& r) {
  std::string text = fmt::format("{} {}", r.kind().name, r.id);
  for (const auto& [row, value] : set_fields(r.body)) {
    if (row.type == Type::text) continue;
    if (row.type == Type::reference) text += row.need == Need::required ? " of" : " to";
    if (const auto* w = std::get_if<std::string>(&value)) text += " " + *w;
    if (const auto* yes = std::get_if<bool>(&value); yes && *yes) text += " " + option_name(row.name);
    if (const auto* d = std::get_if<Date>(&value))
      text += (row.name == "date" ? "" : " " + std::string(row.name)) + " " + to_text(*d);
    if (const auto* t = std::get_if<LocalTime>(&value)) text += " " + to_text(*t);
  }
  if (const auto* t = r.as<Transfer>()) {
    if (!t->worker.empty()) text += " worker " + t->worker;
    if (!t->manager.empty()) text += " manager " + t->manager;
  }
  return text;
}

std::string changed_words(const Record& before, const Record& after) {
  std::string all;
  std::vector<FieldRow> rows = after.kind().rows();
  rows.push_back(note_row());
  const auto fields_before = set_fields(before), fields_after = set_fields(after);
  for (const auto& row : rows) {
    const auto was = value_of(fields_before, row.name), is = value_of(fields_after, row.name);
    if (was == is) continue;
    const bool word = row.type == Type::word || row.type == Type::reference;
    const auto show = [&](const std::optional<Value>& v) { return word && v ? plain(*v) : echoed(row, v); };
    all += (all.empty() ? "" : ", ") + fmt::format("{} {} → {}", row.name, show(was), show(is));
    const auto *had = was ? std::get_if<Texts>(&*was) : nullptr, *has = is ? std::get_if<Texts>(&*is) : nullptr;
    if (!had) continue;
    Texts gone;
    for (const auto& text : *had)
      if (!has || std::find(has->begin(), has->end(), text) == has->end()) gone.push_back(text);
    if (!gone.empty()) all += fmt::format(" (taken away: {})", plain(row, gone));
  }
  return all;
}

Message strike_words(const Record& r) {
  const auto what = record_line(r);
  const auto name = fmt::format("{} {}", r.kind().name, r.id);
  const auto day = r.as<Session>()   ? short_text(*r.as<Session>()->at)
                   : r.as<Contact>() ? short_text(*r.as<Contact>()->at)
                   : own_date(r)     ? to_text(*own_date(r))
                                     : std::string();
  const auto with_day = day.empty() ? name : fmt::format("{} of {}", name, day);
  return msg("{}", what.empty() ? with_day : fmt::format("{}: {}", with_day, what));
}

}  // namespace psp::render
