// The agenda as text, JSON and iCalendar.
#pragma once

#include <string>

#include "model/office.h"
#include "rules/agenda.h"

namespace psp::render {

/// A heading a day, overdue items under one of their own; below it a line an item.
std::string agenda_text(const rules::Agenda&, Language);

/// The JSON of psp(1).
std::string agenda_json(const rules::Agenda&, Language);

/// Planned sessions at their time, all else as events of a day; overdue ones on the as-of day. No names and no texts
/// of the case file stand in it, only case ids and the references of clients.
std::string agenda_ics(const rules::Agenda&, Language, const Moment& made);

}  // namespace psp::render
