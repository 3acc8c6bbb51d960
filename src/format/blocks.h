// A case file cut into the pieces that belong together, so that they can be compared, moved and merged without a byte
// of them being written anew.
#pragma once

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
  comment,  ///< comment lines that stand for themselves, between empty lines
};

/// A piece of a file. Comment lines right above a header, within a record, and right below it belong to its block;
/// empty lines belong to the block that follows them, at the end of the file to the last.
struct Block {
  BlockKind what = BlockKind::head;
  std::string kind = {};  ///< of a record or a table: `session`, `x-name`
  std::string id = {};    ///< of a record; "" where it has none
  std::string_view text;  ///< all of it; all blocks of a file, put together, are its text
  int line = 1;           ///< of its header, or of its first line that is not empty
  Table content = {};     ///< what it says; of a record or a table, the table itself
};

/// Cuts a file. `text` must outlive the blocks. Any kind of record will do. What is wrong instead: it is no TOML, or
/// tables are so interleaved that a piece by itself would not say what it says in its place.
std::variant<std::vector<Block>, std::vector<Diagnostic>> split(std::string_view text, std::string_view file);

/// True where the two hold the same keys and values; order and places are of no account.
bool same_content(const Table&, const Table&);

/// A record by its name.
struct RecordName {
  std::string kind, id;
  auto operator<=>(const RecordName&) const = default;
};

/// The records of a file that have an id, in their order; of one with conflict markers, those of both sides. Of text
/// that is no TOML even so, what its lines look like: every `id = "7kq2mf"` below a `[[kind]]`.
std::vector<RecordName> records_in(std::string_view text);

}  // namespace psp::format
