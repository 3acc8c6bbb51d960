// Who a client is, as text: people/REF.toml into the model, new files, and single keys changed in place.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/person.h"

namespace psp::format {

struct ParsedPerson {
  Person value;
  std::vector<Diagnostic> diagnostics;
  bool locked = false;  ///< encrypted by git-crypt, without its key: nothing can be read

  bool readable() const { return !locked && !has_errors(diagnostics); }
};

/// True for the bytes that git-crypt puts in place of a file.
bool is_ciphertext(std::string_view text);

/// Returns the message that names are there, and how they are opened.
Message locked_names();

/// Reads a file of people/. `file` is its path from the ledger's directory. psp-case(5) is the format.
ParsedPerson parse_person(std::string_view text, std::string_view file);

/// A whole new file, LF.
std::string write_person(const Person&);

/// The text with these keys set, in place or, where a key is new, below the one that comes before it in the order of
/// the fields: every other byte stays. Or why that cannot be. `old_text` must be readable.
std::variant<std::string, Message> change_person(std::string_view old_text, std::string_view file,
                                                 std::span<const NamedValue> changes);

}  // namespace psp::format
