// A record, or any value, for people and for JSON.
#pragma once

#include <string>
#include <vector>

#include "model/office.h"
#include "model/record.h"
#include "render/json.h"

namespace psp::render {

/// Returns a value as it stands in a file, without quotes and brackets: lists parted by commas, yes and no.
std::string plain(const Value&);

/// Returns a field's value as a person reads it, words and days in their language; sentences of a list are parted by
/// semicolons.
std::string shown_value(Language, const FieldRow&, const Value&);

/// Returns what a record says, in a line: its fields in their order, without id, own day, writer and origin. The first
/// word stands without its name.
std::string record_line(const Record&, Language);

/// Returns the record's own time, or else its own day; "" if it has none.
std::string own_time_or_date(const Record&, Language);

/// Writes the fields as members of the object that is being written.
void write_fields(Json&, const SetFields&);
/// Writes the record's kind (under `record`, for a field may be called `kind`) and all its fields, as members of the
/// object that is being written.
void write_record(Json&, const Record&);

/// Returns the text; `-` for an empty one, as a table's empty cell.
std::string or_dash(const std::string& text);

}  // namespace psp::render
