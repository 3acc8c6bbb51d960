// A write to several cases, as text: what is to be added to each. It lies in the ledger from the moment at which the
// write is decided until all of it is in the case files, so that it can be finished whatever stops it.
#pragma once

#include <span>
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

/// `[[append]]` tables of TOML, each with a case id and the records as they will stand in its file.
std::string write_unfinished(std::span<const Addition>);

struct ParsedUnfinished {
  std::vector<Addition> value;
  std::vector<Diagnostic> diagnostics;

  bool readable() const { return !has_errors(diagnostics); }
};

/// Reads what write_unfinished() wrote, perhaps with tables taken out by hand. `file` is its path from the ledger's
/// directory, for messages.
ParsedUnfinished parse_unfinished(std::string_view text, std::string_view file);

}  // namespace psp::format
