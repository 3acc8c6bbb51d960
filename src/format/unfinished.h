// What was decided and is not done everywhere yet, as text: what is to be added to several cases, and which case is to
// have another number. It lies in the ledger from the moment at which it is decided until all of it is in the case
// files, so that it can be finished whatever stops it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"

namespace psp::format {

/// Records for the end of one case.
struct Addition {
  std::string case_id;
  std::vector<Record> records;
};

/// Another number for one case: its file has the name of it first, and then the header.
struct Renumbering {
  std::string from, to;  ///< the case ids of the file's old name and of its new one, which differ
  std::string was;       ///< what the header says until then: `from`, where nobody has renamed the file by hand

  bool operator==(const Renumbering&) const = default;
};

struct Unfinished {
  std::vector<Addition> additions = {};
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

/// Reads what write_unfinished() wrote, perhaps with tables taken out by hand. `file` is its path from the ledger's
/// directory, for messages.
ParsedUnfinished parse_unfinished(std::string_view text, std::string_view file);

}  // namespace psp::format
