// A value for each field of each table, so that tests can walk the tables.
#pragma once

#include "test.h"

#include <string>

#include "model/case.h"

namespace psp::tests {

/// Returns a value that the field takes; `n` makes different ones of the types that have many.
inline Value sample_of(const FieldRow& row, int n = 0) {
  switch (row.type) {
    case Type::text: return std::string(row.name) + " of\n\"many\" \\ words: " + std::to_string(n);
    case Type::word: return std::string(row.words[static_cast<std::size_t>(n) % row.words.size()]);
    case Type::reference: return std::string("7kq2m") + "fghjk"[n % 5];
    case Type::integer: return std::max<std::int64_t>(row.low, n % 90);
    case Type::boolean: return n % 2 == 0;
    case Type::date: return Date{2026, 3, 9} + n;
    case Type::local_time: return LocalTime{Date{2026, 3, 9} + n, 10, 30, 15};
    case Type::moment: return Moment{{Date{2026, 3, 9} + n, 10, 31, 0}, 120};
    case Type::texts: return Texts{"one", "two, \"three\"", "four\nfive " + std::to_string(n)};
    case Type::words: {
      Texts all;
      for (const auto w : row.words) all.emplace_back(w);
      return all;
    }
    case Type::references: return Texts{"7kq2mf", "h3x0pd"};
    case Type::dates: return Dates{Date{2026, 12, 25}, Date{2026, 12, 26} + n};
  }
  return {};
}

enum class Fields { all, required };

/// Returns a record of the kind in which all fields, or only those required whatever the others say, are set.
inline Record sample_record(const RecordKind& kind, Fields fields, int n = 0) {
  Record r;
  r.body = kind.make();
  for (const auto& row : record_rows(kind)) {
    if (fields == Fields::required && (row.need == Need::optional || !row.only.field.empty())) continue;
    const Value value = row.name == "id"      ? Value(std::string("h3x0p") + "0123456789abcdefghjk"[n % 20])
                        : row.name == "write" ? Value(std::string("5wr1t3"))
                                              : sample_of(row, n);
    Message why;
    INFO(kind.name << "." << row.name);
    REQUIRE(put_record_field(r, row.name, value, why) == Put::set);
  }
  return r;
}

/// Returns a case in which every field of header and intake is set, or only the required ones, with a record of each
/// kind.
inline Case sample_case(Fields fields) {
  Case c;
  c.file = "cases/2026/2026-0042.toml";
  Message why;
  for (const auto& row : field_rows<Header>()) {
    if (fields == Fields::required && row.need == Need::optional) continue;
    const auto value = row.name == "format" ? Value(format_number)
                       : row.name == "case" ? Value(std::string("2026-0042"))
                                            : sample_of(row);
    REQUIRE(put_field(c.header, row.name, value, why) == Put::set);
  }
  if (fields == Fields::all)
    for (const auto& row : field_rows<Intake>())
      REQUIRE(put_field(c.intake, row.name, sample_of(row), why) == Put::set);
  int n = 0;
  for (const auto& kind : record_kinds()) c.records.push_back(sample_record(kind, fields, n++));
  return c;
}

}  // namespace psp::tests
