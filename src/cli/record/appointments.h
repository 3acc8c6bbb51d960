// What the commands of sessions and of attendance share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/appointment_doubts.h"
#include "actions/session.h"
#include "cli/context.h"
#include "model/case.h"

namespace psp::cli {

/// What --excused is short for, in a line of the help.
inline constexpr std::string_view excused_help = "short for --justified --notice (L6.2)";

/// Adds what --excused is short for. Throws a Failure (Exit::usage) if the outcome is not missed.
void add_excused(Outcome, std::vector<NamedValue>& preset);

/// Asks a person at a terminal what decides whether an absence is excused (L6.2), if it was not given.
void ask_about_absence(const Context&, Record& attendance);

/// Records what became of a session, with what is set beforehand; asks what psp attendance asks. `moved_to` says when
/// instead, counted from the session, or is "". Throws a Failure as psp attendance does.
Exit record_outcome(Context&, const std::string& case_id, const actions::SessionMeant&, Outcome,
                    std::vector<NamedValue> preset, const std::string& moved_to);

/// Returns when a talk began that was written down at its end, so many minutes later; not before the day's own
/// beginning.
LocalTime began(const LocalTime& now, std::optional<std::int64_t> minutes);

/// Says what may be a slip in appointments of a case, and lets a person at a terminal decide, unless --yes; with it
/// goes what else is doubtful. `instead_of` is the id of the session in whose place they stand, or "". Throws a Failure
/// (Exit::usage) if the answer is no.
void ask_about_appointments(Context&, const actions::Occasion&, const std::string& case_id,
                            const std::vector<actions::AppointmentMeant>&, std::vector<Message> doubts = {},
                            std::string_view instead_of = {});

}  // namespace psp::cli
