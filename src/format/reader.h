// Tables of TOML into described things (model/fields.h), with what is wrong in them.
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

/// Names that begin so are the office's own, and none of ours.
inline bool is_own(std::string_view key) { return key.starts_with("x-"); }

using Rows = std::vector<FieldRow>;
using PutValue = std::function<Put(std::string_view, const Value&, Message&)>;

/// Reads tables into described things, and keeps what is wrong with them.
class Reader {
 public:
  enum class Blanks { doubtful, as_not_set };
  Reader(std::string_view file, std::vector<Diagnostic>& diagnostics, Blanks blanks = Blanks::doubtful)
      : file_(file), diagnostics_(diagnostics), blanks_are_doubtful_(blanks == Blanks::doubtful) {}

  void error(int line, int column, Message m);
  void warning(int line, int column, Message m);
  /// An error about what is no slip of ours, and may be known to a newer psp.
  void not_known(int line, int column, const Message& m);

  /// `place` does not know this name.
  void unknown(const Item& item, std::string_view place, std::span<const std::string_view> known);
  void unknown(const Item& item, std::string_view place, const Rows& rows);

  /// Puts an item where `put` (put_field or its kin) puts it. False where `rows` do not know its name.
  bool take(const Item& item, const Rows& rows, const PutValue& put);

  /// Says which fields `table` lacks of those without which the record means nothing. Texts and yes-or-no answers
  /// that are missing leave a record that can still be counted: rules/check.h asks for those.
  void missing(const Table& table, std::string_view place, const Rows& rows, bool texts_too = false);

  /// Refuses a file of another format than this program reads.
  void format_number_of(const Table& top, std::optional<std::int64_t> format);

  /// Reads a table that holds the fields of T and nothing else.
  template <class T>
  T table(const Table& table, std::string_view place) {
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
