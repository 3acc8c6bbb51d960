// Writes records and whole case files as text. What already stands in a file is never written again.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/case.h"
#include "model/message.h"

namespace psp::format {

/// Returns a value as TOML writes it behind `key = `. A text with a line break becomes a `"""` string.
std::string write_value(const Value&);

/// Returns the line end of a text: CR LF if its first line ends so, else LF.
std::string_view line_end_of(std::string_view text);

/// Returns the text, whose lines end with LF, with this line end.
std::string with_line_ends(std::string text, std::string_view line_end);

/// Returns the fields as text: a line `key = value` each, with LF.
std::string write_fields(const SetFields&);

/// Returns a record as text: an empty line, its header, one `key = value` a line, with LF.
std::string write_record(const Record&);

/// Returns the text of a whole new case file: header, intake, records, with LF.
std::string write_case(const Case&);

/// Returns an id for a new record that is not in `taken`. It is a hash of the case id and of the record without its id,
/// so the same input gives the same id.
std::string new_record_id(std::string_view case_id, const Record&, const std::set<std::string>& taken);

/// Returns the ids of a case's records.
std::set<std::string> record_ids(const Case&);

/// Returns the `write` that the records of one write to several cases share: six characters, a hash of the arguments.
std::string new_write_id(std::string_view by, const Moment& recorded, std::span<const std::string> cases);

/// A case file with records added at its end: its text, and what that is read as.
struct Appended {
  std::string text;
  Case value;
};

/// Returns the text of a case file with records added at its end, in its own line ends; `old` is what `old_text` was
/// read as. Returns the reason if the new text, read again, would not hold the old and the added records alone.
std::variant<Appended, Message> append_records(std::string_view old_text, const Case& old,
                                               std::span<const Record> added);

}  // namespace psp::format
