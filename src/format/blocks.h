// A case file cut into blocks, so that they can be compared, moved and merged without changing a byte of them.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "format/toml.h"
#include "model/diagnostic.h"

namespace psp::format {

enum class BlockKind {
  head,     ///< what stands before the first record: the header, the intake; always there, always the first
  record,   ///< `[[kind]]` with its sub-tables
  table,    ///< a table of the office's own that stands among the records: `[x-name]`
  comment,  ///< comment lines between empty lines, which belong to no other block
};

/// A piece of a file. Comment lines right above a header, within a record, and right below it belong to its block;
/// empty lines belong to the block that follows them, at the end of the file to the last.
struct Block {
  BlockKind what = BlockKind::head;
  std::string kind = {};  ///< of a record or a table: `session`, `x-name`
  std::string id = {};    ///< of a record; "" where it has none
  std::string_view text;  ///< the texts of all blocks, in order, are the text of the file
  int line = 1;           ///< of its header, or of its first line that is not empty
  Table content = {};     ///< the keys and values; for a record or a table, those of the table itself
};

/// Cuts a file into blocks; `text` must outlive them. The kinds of records need not be known. Returns the errors if the
/// text is no TOML, or if its tables are so interleaved that a block means something else when it is read alone.
std::variant<std::vector<Block>, std::vector<Diagnostic>> split(std::string_view text, std::string_view file);

/// Returns true if the two hold the same keys and values, in whatever order and places.
bool same_content(const Table&, const Table&);

/// What identifies a record in a file.
struct RecordName {
  std::string kind, id;
  auto operator<=>(const RecordName&) const = default;
};
using RecordNames = std::set<RecordName>;

/// Returns the records of a file that have an id, in order; for a file with conflict markers those of ours, then the
/// others of theirs. If that is no TOML either, returns one for every line `id = "7kq2mf"` below a line `[[kind]]`.
std::vector<RecordName> records_in(std::string_view text);

}  // namespace psp::format
