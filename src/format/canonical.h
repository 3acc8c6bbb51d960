// Reads case files in the form that psp itself writes (format/write.h), in one pass and without the TOML library.
#pragma once

#include <optional>
#include <string_view>

#include "model/case.h"

namespace psp::format {

/// Returns the case that the text holds, as parse_case() returns it, places included. Returns nothing if anything is
/// not as write_case() writes it (a comment, a key in another order or in quotes, an escape that psp does not write),
/// is wrong, or calls for a warning: parse_case() has then to read the whole file by the library, and says what it is.
/// `file` is the path from the ledger's directory. Empty lines may be missing, or stand where psp writes none.
std::optional<Case> read_canonical_case(std::string_view text, std::string_view file);

/// Returns the header alone, whatever stands below it; nothing in the same cases. The rest of the file is not looked
/// at.
std::optional<Header> read_canonical_header(std::string_view text);

}  // namespace psp::format
