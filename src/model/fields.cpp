#include "model/fields.h"

#include <algorithm>

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
  const auto near = nearest(given, row.words);
  if (near.empty()) return msg("{} cannot be \"{}\"; it is one of: {}", row.name, given, listed(row.words));
  return msg("{} cannot be \"{}\"; did you mean \"{}\"? It is one of: {}", row.name, given, near, listed(row.words));
}

std::optional<Message> out_of_range(const FieldRow& row, const Value& value) {
  const auto* n = std::get_if<std::int64_t>(&value);
  if (!n || (*n >= row.low && *n <= row.high)) return std::nullopt;
  return msg("{} must be from {} to {}", row.name, row.low, row.high);
}

}  // namespace field

std::string listed(std::span<const std::string_view> words) {
  std::string all;
  for (const auto w : words) {
    if (!all.empty()) all += ", ";
    all += w;
  }
  return all;
}

namespace {

/// Returns the edit distance in bytes: insertions, deletions, replacements and swaps of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

std::string option_name(std::string_view field) {
  std::string name(field);
  for (char& c : name)
    if (c == '_') c = '-';
  return name;
}

std::string_view nearest(std::string_view given, std::span<const std::string_view> candidates) {
  constexpr std::size_t too_long = 64;  // bounds the time for hostile input
  if (given.size() > too_long) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(given.size() / 3, 1) + 1;
  for (const auto c : candidates) {
    const auto d = distance(given, c);
    if (d < best_distance) best = c, best_distance = d;
  }
  return best;
}

}  // namespace psp
