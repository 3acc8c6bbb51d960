// One day as text and as JSON.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/office.h"
#include "render/listing.h"
#include "report/day.h"

namespace psp::render {

/// What text shows of a client to whoever may see it.
struct ClientOfDay {
  std::function<std::string(const std::string& reference)> name;   ///< the reference, with a name where one is known
  std::function<std::string(const std::string& reference)> phone;  ///< "" where none is known, or is to be shown
};

/// Returns the day with a heading, a line for each session, below the first of a case what is owed in it; the stretches
/// between them; and what else is due. `whose` is whose day it is, "" for everyone's. Returns "" for a day with
/// nothing.
std::string day_text(const report::Day&, std::string_view whose, const ClientOfDay&, Language);

/// Returns the day as a table: the sessions, then what else is due.
std::string day_table(const report::Day&, std::string_view whose, const ListFor&);

/// Returns a line for each of the sessions, without line breaks: when, whose, with whom if `with_workers`.
std::vector<std::string> sessions_lines(const std::vector<report::SessionOfDay>&, bool with_workers, const ClientOfDay&,
                                        Language);

/// Return the JSON of psp(1), without names: of a day, and of sessions that wait for their attendance.
std::string day_json(const report::Day&);
std::string waiting_json(const std::vector<report::SessionOfDay>&, const std::optional<std::string>& worker,
                         const std::vector<Diagnostic>& errors);

}  // namespace psp::render
