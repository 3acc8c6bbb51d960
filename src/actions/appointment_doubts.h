// What may be a slip in appointments before they are written: it is said, and never refused.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/occasion.h"

namespace psp::actions {

/// A session that is to be planned, or was held.
struct AppointmentMeant {
  LocalTime at;
  std::optional<std::int64_t> minutes = {};
  bool has_passed = false;  ///< a person said that it has passed
};

/// Returns a client for people, from the reference.
using ClientShown = std::function<std::string(const std::string& reference)>;

struct AppointmentDoubts {
  std::vector<Message> doubts;
  std::vector<Diagnostic> unread;  ///< files that cannot be read, and may have an appointment at that time
};

/// Returns what may be a slip in these appointments of a case: they have passed, lie over a year ahead, on a Sunday or
/// a day off, before 6:00 or after 22:00, last over four hours, or are at the time of another appointment of the same
/// worker, client or household; but for the session of this id, in whose place one of them stands. Of the other cases
/// only those are read in whose text one of the days stands. Throws a Failure if the case cannot be read.
AppointmentDoubts doubts_about_appointments(const Occasion&, const std::string& case_id,
                                            const std::vector<AppointmentMeant>&, std::string_view instead_of,
                                            const ClientShown&);

/// Returns what may be a slip in the length of a session that was held.
std::vector<Message> doubts_about_length(std::optional<std::int64_t> minutes);

/// Returns what may be a slip in the hour and the length of a session that was held.
std::vector<Message> doubts_about_talk(const AppointmentMeant&);

}  // namespace psp::actions
