// The agenda as text, JSON and iCalendar.
#pragma once

#include <cstddef>
#include <memory>

#include "model/office.h"
#include "render/listing.h"
#include "render/many_cases.h"
#include "rules/agenda.h"

namespace psp::render {

using AgendaAnswer = std::unique_ptr<ManyCases<rules::CaseAgenda>>;

/// The days of an agenda, both included; what is due before the first is overdue.
struct AgendaDays {
  Date as_of, until;
};

// These return what makes the agenda, by rules::AgendaPlace. `cases` is how many there are at most.

/// Makes a heading for each day, and one for all that is overdue; below it a line for each item.
AgendaAnswer agenda_text(std::size_t cases, AgendaDays, Language);

/// Makes a table of the items.
AgendaAnswer agenda_table(std::size_t cases, AgendaDays, const ListFor&);

/// Makes the JSON of psp(1).
AgendaAnswer agenda_json(std::size_t cases, AgendaDays);

/// Makes a calendar: planned sessions at their time, all else as events of a day, overdue ones on the as-of day. No
/// names and no texts of the case file stand in it, only case ids and the references of clients. `made` is when it was
/// made.
AgendaAnswer agenda_ics(std::size_t cases, AgendaDays, Language, const Moment& made);

}  // namespace psp::render
