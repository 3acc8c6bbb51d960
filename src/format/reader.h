// Reads tables of TOML into types that are described by fields() (model/fields.h).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "format/toml.h"
#include "model/case.h"

namespace psp::format {

/// Returns true for a key that is the office's own, which psp passes over.
inline bool is_own(std::string_view key) { return key.starts_with("x-"); }

using Rows = std::vector<FieldRow>;
using PutValue = std::function<Put(std::string_view, const Value&, Message&)>;

/// Returns true if a table without this field is not read. Without `texts_too` texts (other than `id` and `by`) and
/// booleans may be missing, for such a record can still be counted: rules::check() asks for those.
bool is_missed(const Field&, Type, bool texts_too);

/// Notes the place of the item's key if it is a field's name.
void note_place(const Item& item, const Rows& rows, std::vector<KeyPlace>& keys);

/// Reads tables, and adds what is wrong in them to `diagnostics`, which must outlive it.
class Reader {
 public:
  enum class Blanks { doubtful, as_not_set };
  Reader(std::string_view file, std::vector<Diagnostic>& diagnostics, Blanks blanks = Blanks::doubtful)
      : file_(file), diagnostics_(diagnostics), blanks_are_doubtful_(blanks == Blanks::doubtful) {}

  void error(int line, int column, Message m);
  void warning(int line, int column, Message m);
  /// Adds an error about what a newer psp may know (Diagnostic::unknown).
  void not_known(int line, int column, const Message& m);

  /// Adds the error that `place` has no key of this name, with the nearest that it has.
  void unknown(const Item& item, const Message& place, std::span<const std::string_view> known);
  void unknown(const Item& item, const Message& place, const Rows& rows);

  /// Sets the field of the item's name by `put` (put_field() or the like), and adds an error if the value does not fit.
  /// Returns false if `rows` have no such name. Passes over the office's own keys, and returns true for them.
  bool take(const Item& item, const Rows& rows, const PutValue& put);

  /// Adds an error for each field that is_missed() and that `table` lacks.
  void missing(const Table& table, const Message& place, const Rows& rows, bool texts_too = false);

  /// Adds an error if the file has another format number than this psp reads; for a higher one it is the only error.
  void format_number_of(const Table& top, std::optional<std::int64_t> format);

  /// Reads a table that holds the fields of T and nothing else.
  template <class T>
  T table(const Table& table, const Message& place) {
    T t;
    for (const auto& item : table.items)
      if (!take(item, field_rows<T>(), [&](auto name, auto& v, auto& why) { return put_field(t, name, v, why); }))
        unknown(item, place, field_rows<T>());
    return t;
  }

 private:
  std::string_view file_;
  std::vector<Diagnostic>& diagnostics_;
  bool blanks_are_doubtful_;
};

}  // namespace psp::format
