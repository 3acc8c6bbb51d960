// Finds what is wrong in a case that can be read: ids, references, required fields, impossible dates, unknown workers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"
#include "model/office.h"
#include "rules/history.h"

namespace psp::rules {

/// Returns the errors and warnings, in the order of the file. The fields of a record that is struck or replaced are not
/// checked: striking it mended it.
std::vector<Diagnostic> check(const Case&, const Office&);
/// Returns the same of a case of which one has the whole_history().
std::vector<Diagnostic> check(const History& whole, const Office&);

/// A client's reference and where it is written.
struct WrittenReference {
  std::string reference, file;
  int line = 1, column = 1;
};
/// Returns a warning for each reference that differs from an earlier one in upper and lower case alone.
std::vector<Diagnostic> check_references(const std::vector<WrittenReference>&);

/// Returns why `text` cannot be recorded as the field `name`: it is blank, is not UTF-8, or has a control character
/// other than tab and LF. Returns nothing if it can.
std::optional<Message> refuse_text(std::string_view name, std::string_view text);

/// Returns why `text` cannot be a client's reference (is_reference()); nothing if it can. The message does not repeat
/// the text, which may be a name.
std::optional<Message> refuse_reference(std::string_view text);

}  // namespace psp::rules
