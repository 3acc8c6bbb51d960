// Text of a case file or of psp.toml into the model.
#pragma once

#include <string_view>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"
#include "model/office.h"

namespace psp::format {

struct ParsedCase {
  Case value;  ///< whole only where readable()
  std::vector<Diagnostic> diagnostics;

  /// False where the text is not TOML or holds what the format does not know: such a file is neither counted nor
  /// written to.
  bool readable() const { return !has_errors(diagnostics); }
};

/// Reads a case file. `file` is its path from the ledger's directory, for messages. psp-case(5) is the format.
ParsedCase parse_case(std::string_view text, std::string_view file);

struct ParsedRecords {
  std::vector<Record> value;
  std::vector<Diagnostic> diagnostics;

  bool readable() const { return !has_errors(diagnostics); }
};

/// Reads text that holds records and nothing else, as they stand at the end of a case file. The places in its
/// diagnostics are those in the text.
ParsedRecords parse_records(std::string_view text, std::string_view file);

struct ParsedOffice {
  Office value;
  std::vector<Diagnostic> diagnostics;

  bool readable() const { return !has_errors(diagnostics); }
};

/// Reads psp.toml. The built-in services are there whether or not the text names them.
ParsedOffice parse_office(std::string_view text, std::string_view file);

}  // namespace psp::format
