// A record, or any value, for people and for JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"
#include "render/json.h"

namespace psp::render {

/// A value as a person reads it; lists parted by commas (sentences by semicolons), yes and no.
std::string plain(const Value&, std::string_view between = ", ");
std::string plain(const FieldRow&, const Value&);

/// What a record says, in a line: its words and numbers, then its texts; without id, own day, writer and origin.
std::string record_line(const Record&);

/// Members of the object that is being written.
void write_fields(Json&, const SetFields&);
/// The record's kind (under `record`, for a field may be called `kind`) and all its fields, as members of the object
/// that is being written.
void write_record(Json&, const Record&);

/// `-` for an empty text: a table's empty cell.
std::string or_dash(const std::string& text);

}  // namespace psp::render
