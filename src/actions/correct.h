// Corrects records by further records: nothing is taken out of a file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/record.h"

namespace psp::actions {

/// A change of one field: set, or of a list what is added to it or taken away.
struct FieldCorrection {
  enum class Way { set, add, take_away } way = Way::set;
  FieldRow row;
  std::optional<Value> value;  ///< nothing: the field is taken out
};

/// Returns the fields that a correction may set: the kind's own, and the note. The others are psp's.
std::vector<FieldRow> rows_to_correct(const RecordKind&);

/// A record of a case, as a person means it.
struct RecordMeant {
  std::string id;
  const RecordKind* kind;
};

/// Returns the record to be amended: by the start of its id, or `last`. Throws a Failure (Exit::usage) if it is a void.
RecordMeant record_to_amend(const Occasion&, const std::string& case_id, const std::string& named);

/// Records the correction: the record with these changes, and without what says nothing with its new outcome or kind.
/// Throws a Failure as record() does; and where the record is struck or replaced already, or a change says nothing.
WrittenOne amend(const Occasion&, const std::string& case_id, const std::string& record_id,
                 const std::vector<FieldCorrection>& changes, const std::string& reason);

/// Tells what a strike would strike.
struct Strike {
  std::string of;                ///< the record's id, or `case` for all of it
  std::optional<Record> record;  ///< nothing for the whole case
  std::vector<Record> lost;      ///< what refers to it
  Case in;
};

/// Returns what is meant by the start of a record's id, `last`, or `case`. Throws a Failure if it cannot be struck.
Strike strike_meant(const Occasion&, const std::string& case_id, const std::string& named);

/// Records the strike. Throws a Failure as record() does, and where it is struck meanwhile.
WrittenOne strike(const Occasion&, const std::string& case_id, const std::string& of, const std::string& reason);

}  // namespace psp::actions
