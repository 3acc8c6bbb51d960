#include "format/reader.h"

#include <algorithm>

#include "model/text.h"

namespace psp::format {
namespace {

/// Returns false for a key that is missing or has a blank text.
bool holds_something(const Item* item) {
  const auto* value = item ? std::get_if<Value>(&item->node) : nullptr;
  const auto* text = value ? std::get_if<std::string>(value) : nullptr;
  return item && !(text && blank(*text));
}

/// Returns true for a word that is near none of the field's, and so hardly a slip.
bool is_unknown_word(const FieldRow& row, const Value& value) {
  const auto* word = std::get_if<std::string>(&value);
  return row.type == Type::word && word && !blank(*word) &&
         std::find(row.words.begin(), row.words.end(), *word) == row.words.end() && nearest(*word, row.words).empty();
}

}  // namespace

bool is_missed(const Field& field, Type type, bool texts_too) {
  if (field.need != Need::required || !field.only.field.empty()) return false;
  return texts_too || !(type == Type::boolean || (type == Type::text && field.name != "id" && field.name != "by"));
}

void note_place(const Item& item, const Rows& rows, std::vector<KeyPlace>& keys) {
  for (const auto& row : rows)
    if (row.name == item.key) keys.push_back({row.name, item.line, item.column});
}

void Reader::error(int line, int column, Message m) {
  diagnostics_.push_back({Severity::error, std::string(file_), line, column, std::move(m)});
}

void Reader::warning(int line, int column, Message m) {
  diagnostics_.push_back({Severity::warning, std::string(file_), line, column, std::move(m)});
}

void Reader::not_known(int line, int column, const Message& m) {
  error(line, column, msg("{}; if a newer psp wrote it, use that", m));
  diagnostics_.back().unknown = true;
}

void Reader::unknown(const Item& item, const Message& place, std::span<const std::string_view> known) {
  const auto near = nearest(item.key, known);
  if (near.empty())
    not_known(item.line, item.column, msg("{} has no key \"{}\"; it has: {}", place, item.key, listed(known)));
  else error(item.line, item.column, msg("{} has no key \"{}\"; did you mean \"{}\"?", place, item.key, near));
}

void Reader::unknown(const Item& item, const Message& place, const Rows& rows) {
  std::vector<std::string_view> names;
  for (const auto& row : rows) names.push_back(row.name);
  unknown(item, place, names);
}

bool Reader::take(const Item& item, const Rows& rows, const PutValue& put) {
  if (is_own(item.key)) return true;
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.name == item.key; });
  if (row == rows.end()) return false;
  const auto* value = std::get_if<Value>(&item.node);
  Message why = value ? Message{} : field::wrong_type(*row);
  if (value && is_unknown_word(*row, *value))
    not_known(item.line, item.column, field::wrong_word(*row, std::get<std::string>(*value)));
  else if (!value || put(item.key, *value, why) != Put::set) error(item.line, item.column, std::move(why));
  else if (const auto* text = std::get_if<std::string>(value); text && blank(*text) && blanks_are_doubtful_)
    warning(item.line, item.column, msg("{} is empty", item.key));
  return true;
}

void Reader::missing(const Table& table, const Message& place, const Rows& rows, bool texts_too) {
  for (const auto& row : rows)
    if (is_missed(row, row.type, texts_too) && !holds_something(table.find(row.name)))
      error(table.line, table.column, msg("{} has no {} ({})", place, row.name, msg(row.help)));
}

void Reader::format_number_of(const Table& top, std::optional<std::int64_t> format) {
  const auto* item = top.find("format");
  if (!item || !format || *format == format_number) return;
  // This psp cannot judge the rest of a newer file.
  if (*format > format_number) std::erase_if(diagnostics_, [](const auto& d) { return d.severity == Severity::error; });
  error(item->line, item->column,
        msg("this file is of format {}; this psp reads format {}: use a newer psp", *format, format_number));
  diagnostics_.back().unknown = *format > format_number;
}

}  // namespace psp::format
