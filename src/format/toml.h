// TOML text as plain tables and values of ours. toml.cpp alone knows the TOML library.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/diagnostic.h"
#include "model/value.h"

namespace psp::format {

struct Item;

struct Table {
  int line = 1, column = 1;  ///< of its header
  std::vector<Item> items;   ///< in the order of the text

  const Item* find(std::string_view key) const;
};

/// A value that no field takes: a float, a date-time of another form, a list of mixed things.
struct Untaken {
  std::string what;  ///< what it is
  std::string text;  ///< how it is written, so that two of them can be compared
};

struct Item {
  std::string key;
  int line = 1, column = 1;
  std::variant<Value, Untaken, Table, std::vector<Table>> node;
};

/// The largest file, the deepest key and the most of keys, values and tables together that are read; more would be no
/// case file. One of the largest size has about half as many that psp wrote.
constexpr std::size_t largest_file = 16u << 20;  // bytes
constexpr int deepest_key = 16;                  // dotted parts
constexpr int most_pieces = 2'000'000;

/// Reads TOML 1.0 (UTF-8, with or without a BOM, LF or CRLF). What is wrong is added to `diagnostics` under the
/// name `file`, and the table is then empty.
Table read_toml(std::string_view text, std::string_view file, std::vector<Diagnostic>& diagnostics);

}  // namespace psp::format
