// What is wrong in a case that can be read: ids, references, what is required, dates that cannot be, unknown workers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"
#include "model/office.h"

namespace psp::rules {

/// All that is wrong, in the order of the file. A struck record is not looked into: striking it mended it.
std::vector<Diagnostic> check(const Case&, const Office&);

/// A client's reference and where it is written: for what is only wrong beside others.
struct WrittenReference {
  std::string reference, file;
  int line = 1, column = 1;
};
/// Warnings of references that differ in the case of their letters alone: the later ones are to be written as the
/// first.
std::vector<Diagnostic> check_references(const std::vector<WrittenReference>&);

/// Why `text` cannot be recorded: empty, no UTF-8, or with a control character other than tab and LF; nothing where
/// it can.
std::optional<Message> refuse_text(std::string_view name, std::string_view text);

/// Why `text` cannot be a client's reference (model/person.h); nothing where it can. The text is not repeated: it may
/// be a name.
std::optional<Message> refuse_reference(std::string_view text);

}  // namespace psp::rules
