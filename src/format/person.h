// Reads people/REF.toml into the model, writes new files, and changes single keys in place.
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

/// Returns true for a file that git-crypt has encrypted.
bool is_ciphertext(std::string_view text);

/// Returns the message that the names are encrypted, and how to decrypt them.
Message locked_names();

/// Reads a file of people/, in the format of psp-case(5). `file` is its path from the ledger's directory.
ParsedPerson parse_person(std::string_view text, std::string_view file);

/// Returns the text of a whole new file, with LF.
std::string write_person(const Person&);

/// Returns the text with these keys set, each in place or, if it is new, below the one before it in the order of the
/// fields; every other byte stays. Returns the reason if only an editor can do that. `old_text` must be readable.
std::variant<std::string, Message> change_person(std::string_view old_text, std::string_view file,
                                                 std::span<const NamedValue> changes);

}  // namespace psp::format
