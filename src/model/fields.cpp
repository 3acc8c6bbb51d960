#include "model/fields.h"

#include <algorithm>

#include "model/text.h"

namespace psp {

namespace field {

Message wrong_type(const FieldRow& row) {
  switch (row.type) {
    case Type::text: return msg("{} must be text in quotes", row.name);
    case Type::word: return msg("{} must be a word in quotes: {}", row.name, listed(row.words));
    case Type::reference: return msg("{} must be the id of a record, in quotes", row.name);
    case Type::integer: return msg("{} must be a whole number", row.name);
    case Type::boolean: return msg("{} must be true or false", row.name);
    case Type::date: return msg("{} must be a date without quotes, such as 2026-03-09", row.name);
    case Type::local_time: return msg("{} must be a local time without quotes, such as 2026-03-09T10:00:00", row.name);
    case Type::moment:
      return msg("{} must be a time with its offset, without quotes, such as 2026-03-09T10:00:00+01:00", row.name);
    case Type::texts: return msg("{} must be a list of texts in quotes", row.name);
    case Type::words: return msg("{} must be a list of words in quotes: {}", row.name, listed(row.words));
    case Type::references: return msg("{} must be a list of records' ids, in quotes", row.name);
    case Type::dates: return msg("{} must be a list of dates without quotes, such as [2026-12-25]", row.name);
  }
  return {};
}

Message wrong_word(const FieldRow& row, std::string_view given) {
  return wrong_word(row.name, row.words, given, nearest(given, row.words));
}

Message wrong_word(std::string_view name, std::span<const std::string_view> words, std::string_view given,
                   std::string_view near) {
  if (near.empty()) return msg("{} cannot be \"{}\"; it is one of: {}", name, given, listed(words));
  return msg("{} cannot be \"{}\"; did you mean \"{}\"? It is one of: {}", name, given, near, listed(words));
}

std::optional<Message> out_of_range(const FieldRow& row, const Value& value) {
  const auto* n = std::get_if<std::int64_t>(&value);
  if (!n || (*n >= row.low && *n <= row.high)) return std::nullopt;
  return msg("{} must be from {} to {}", row.name, row.low, row.high);
}

}  // namespace field

std::optional<Value> value_of(const SetFields& fields, std::string_view name) {
  for (const auto& [row, value] : fields)
    if (row.name == name) return value;
  return std::nullopt;
}

std::string listed(std::span<const std::string_view> words) {
  std::string all;
  for (const auto w : words) {
    if (!all.empty()) all += ", ";
    all += w;
  }
  return all;
}

std::string option_name(std::string_view field) {
  std::string name(field);
  for (char& c : name)
    if (c == '_') c = '-';
  return name;
}

}  // namespace psp
