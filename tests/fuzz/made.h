// Random values for the fields of the model's own tables, and records and cases of them.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"
#include "random.h"

namespace psp::tests {

/// Returns a text that is not blank, of what looks like other things in TOML.
inline std::string made_text(Random& random) {
  static const std::vector<std::string> pieces = parted(
      "\"|\"\"\"|'|'''|\\|\\n|\n|\r\n|\r|\t| |#|[[void]]\n|\n\n[intake]\n|=|a|]|č|🙂|{}|\\u0041|\x7F|\b|"
      "\n<<<<<<< a\n|\xEF\xBB\xBF");
  return several_of(pieces, 5, random) + "x" + several_of(pieces, 3, random);
}

inline std::string made_id(Random& random) {
  std::string id;
  while (id.size() < 6) id += random.one_of(std::string_view("0123456789abcdefghjkmnpqrstvwxyz"));
  return id;
}

inline LocalTime made_time(Random& random) {
  constexpr int first = -719162, last = 2932896;  // are the days of the years 1 to 9999
  return {from_day_number(first + random.below(last - first + 1)), random.below(24), random.below(60),
          random.below(60)};
}

inline std::int64_t made_number(const FieldRow& row, Random& random) {
  if (row.low != INT64_MIN) return row.low + random.below(static_cast<int>(row.high - row.low) + 1);
  return random.one_of(std::array<std::int64_t, 4>{0, -7, INT64_MIN, INT64_MAX});
}

inline Value made_value(const FieldRow& row, Random& random) {
  if (row.name == "format") return format_number;
  if (row.name == "case") return std::string("2026-0042");
  if (row.name == "id") return made_id(random);
  const auto time = made_time(random);
  Texts texts;
  Dates dates;
  switch (row.type) {
    case Type::text: return row.need == Need::optional && random.chance(3) ? " " : made_text(random);
    case Type::word: return std::string(random.one_of(row.words));
    case Type::reference: return made_id(random);
    case Type::integer: return made_number(row, random);
    case Type::boolean: return random.chance(50);
    case Type::date: return time.date;
    case Type::local_time: return time;
    case Type::moment: return Moment{time, random.below(2 * 1440 - 1) - 1439};
    case Type::dates:
      for (int n = random.below(3); n > 0; --n) dates.push_back(made_time(random).date);
      return dates;
    default:
      for (int n = random.below(4); n > 0; --n)
        texts.push_back(row.type == Type::words   ? std::string(random.one_of(row.words))
                        : row.type == Type::texts ? made_text(random)
                                                  : made_id(random));
      return texts;
  }
}

/// Gives `put` a value for each field without which nothing can be read, and for some of the others.
inline void fill(const std::vector<FieldRow>& rows, Random& random,
                 const std::function<void(const FieldRow&, const Value&)>& put) {
  for (const auto& row : rows)
    if (row.need == Need::required || random.chance(30)) put(row, made_value(row, random));
}

template <class T>
T made(Random& random) {
  T t;
  Message why;
  fill(field_rows<T>(), random, [&](const FieldRow& row, const Value& v) { put_field(t, row.name, v, why); });
  return t;
}

inline Record made_record(Random& random) {
  const auto kinds = record_kinds();
  const auto& kind = random.one_of(kinds);
  Record r;
  r.body = kind.make();
  Message why;
  fill(record_rows(kind), random, [&](const FieldRow& row, const Value& v) { put_record_field(r, row.name, v, why); });
  return r;
}

inline std::vector<Record> made_records(int most, Random& random) {
  std::vector<Record> records;
  for (int n = random.below(most + 1); n > 0; --n) records.push_back(made_record(random));
  return records;
}

inline Case made_case(Random& random) {
  return {"cases/2026/2026-0042.toml", made<Header>(random), made<Intake>(random), {}, made_records(6, random)};
}

}  // namespace psp::tests
