// The model into text: new records as psp writes them. What already stands in a file is never written again.
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

/// A value as it stands behind `key = `. Text with a line break becomes a `"""` string.
std::string write_value(const Value&);

/// How the lines of a text end: CR LF where the first one does, else LF.
std::string_view line_end_of(std::string_view text);

/// A text of ours, whose lines end with LF, in these line ends.
std::string with_line_ends(std::string text, std::string_view line_end);

/// A record: an empty line, its header, one `key = value` a line. LF.
std::string write_record(const Record&);

/// A whole new case file: header, intake, records. LF.
std::string write_case(const Case&);

/// An id for a record that is about to be written: from a hash of its other bytes and of the case id, so that the
/// same input gives the same id; another one where `taken`, the ids of the other records, holds it already.
std::string new_record_id(std::string_view case_id, const Record&, const std::set<std::string>& taken);

/// Returns the ids of a case's records.
std::set<std::string> record_ids(const Case&);

/// What the records of one write to several cases share (`write`): six characters, the same for the same writer, moment
/// and cases.
std::string new_write_id(std::string_view by, const Moment& recorded, std::span<const std::string> cases);

/// A case file with records added at its end, and what it is read as.
struct Appended {
  std::string text;
  Case value;
};

/// Returns the text of a case file with records added at its end, in the line ends that it uses; or why that cannot be:
/// the new text is read again, and must hold the old records and the added ones and nothing else.
/// `old` is what `old_text` was read as.
std::variant<Appended, Message> append_records(std::string_view old_text, const Case& old,
                                               std::span<const Record> added);

}  // namespace psp::format
