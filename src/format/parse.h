// Reads the text of a case file or of psp.toml into the model. Nothing here throws for what is wrong in the text.
#pragma once

#include <string_view>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"
#include "model/office.h"

namespace psp::format {

struct ParsedCase {
  Case value;  ///< complete only if readable()
  std::vector<Diagnostic> diagnostics;

  /// Returns false if there are errors: the text is not TOML, or has what psp-case(5) does not allow. Such a file is
  /// neither counted nor written to.
  bool readable() const { return !has_errors(diagnostics); }
};

/// Says whether a text in the form that psp writes may be read without the TOML library, in a twentieth of the time.
/// The results are the same: tests hold the two ways against each other.
enum class ReadBy { form_or_library, library };

/// Reads a case file, in the format of psp-case(5). `file` is its path from the ledger's directory, for messages.
ParsedCase parse_case(std::string_view text, std::string_view file, ReadBy = ReadBy::form_or_library);

struct ParsedRecords {
  std::vector<Record> value;
  std::vector<Diagnostic> diagnostics;

  bool readable() const { return !has_errors(diagnostics); }
};

/// Reads text that holds records and nothing else, as they stand at the end of a case file.
ParsedRecords parse_records(std::string_view text, std::string_view file);

struct ParsedOffice {
  Office value;
  std::vector<Diagnostic> diagnostics;

  bool readable() const { return !has_errors(diagnostics); }
};

/// Reads psp.toml. The result always has the built-in services, named in the text or not.
ParsedOffice parse_office(std::string_view text, std::string_view file);

}  // namespace psp::format
