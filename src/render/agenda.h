// The agenda as text, JSON and iCalendar.
#pragma once

#include <string>

#include "model/office.h"
#include "rules/agenda.h"

namespace psp::render {

/// Returns a heading for each day, and one for all that is overdue; below it a line for each item.
std::string agenda_text(const rules::Agenda&, Language);

/// Returns the JSON of psp(1).
std::string agenda_json(const rules::Agenda&, Language);

/// Returns a calendar: planned sessions at their time, all else as events of a day, overdue ones on the as-of day. No
/// names and no texts of the case file stand in it, only case ids and the references of clients.
std::string agenda_ics(const rules::Agenda&, Language, const Moment& made);

}  // namespace psp::render
