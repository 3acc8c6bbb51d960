// The text of a change that is not yet in all the case files that it is for: records to be added to several cases, or
// another number for a case. It lies in the ledger until all of it is done, so that a later psp can finish it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"

namespace psp::format {

/// Records for the end of one case.
struct PendingRecords {
  std::string case_id;
  std::vector<Record> records;
};

/// Another number for one case. The file is renamed first, then its header is changed.
struct Renumbering {
  std::string from, to;  ///< the case ids of the file's old name and of its new one, which differ
  std::string was;       ///< the id in the header before; other than `from` only if somebody renamed the file by hand

  bool operator==(const Renumbering&) const = default;
};

struct Unfinished {
  std::vector<PendingRecords> additions = {};
  std::vector<Renumbering> renumberings = {};

  bool empty() const { return additions.empty() && renumberings.empty(); }
};

/// Returns TOML: an `[[append]]` for each addition, with a case id and the records as they will stand in its file, and
/// a `[[renumber]]` for each renumbering.
std::string write_unfinished(const Unfinished&);

struct ParsedUnfinished {
  Unfinished value;
  std::vector<Diagnostic> diagnostics;

  bool readable() const { return !has_errors(diagnostics); }
};

/// Reads what write_unfinished() wrote; a person may have removed some of its tables. `file` is its path from the
/// ledger's directory, for messages.
ParsedUnfinished parse_unfinished(std::string_view text, std::string_view file);

}  // namespace psp::format
