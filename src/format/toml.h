// TOML text as plain tables and values. Only toml.cpp uses the TOML library.
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

/// A value of a type that no field has: a float, a time of day, a list of anything but texts, dates or tables.
struct Untaken {
  std::string what;  ///< its type, in words
  std::string text;  ///< equal for equal values
};

struct Item {
  std::string key;
  int line = 1, column = 1;
  std::variant<Value, Untaken, Table, std::vector<Table>> node;
};

// Limits to what is read, which no case file reaches: one of the largest size that psp wrote has half as many pieces.
constexpr std::size_t largest_file = 16u << 20;  // bytes
constexpr int deepest_key = 16;                  // dotted parts
constexpr int most_pieces = 2'000'000;           // keys, values and tables together

/// Reads TOML 1.0 (UTF-8, with or without a BOM, LF or CRLF) and returns its top table. If it is not valid, or beyond
/// these limits, adds an error with the name `file` to `diagnostics` and returns an empty table.
Table read_toml(std::string_view text, std::string_view file, std::vector<Diagnostic>& diagnostics);

}  // namespace psp::format
