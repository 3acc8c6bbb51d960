// A record, or any value, for people and for JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"
#include "render/json.h"

namespace psp::render {

/// Return a value as a person reads it: lists parted by commas (sentences by semicolons), yes and no.
std::string plain(const Value&, std::string_view between = ", ");
std::string plain(const FieldRow&, const Value&);

/// Returns what a record says, in a line: its fields in their order, without id, own day, writer and origin. The first
/// word stands without its name.
std::string record_line(const Record&);

/// Writes the fields as members of the object that is being written.
void write_fields(Json&, const SetFields&);
/// Writes the record's kind (under `record`, for a field may be called `kind`) and all its fields, as members of the
/// object that is being written.
void write_record(Json&, const Record&);

/// Returns the text; `-` for an empty one, as a table's empty cell.
std::string or_dash(const std::string& text);

}  // namespace psp::render
