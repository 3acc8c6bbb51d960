// iCalendar (RFC 5545).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"

namespace psp::render {

struct CalendarEvent {
  std::string uid;  ///< no other event anywhere has it, and the same thing always has the same
  std::string summary, description;
  Date day;
  std::optional<LocalTime> at = {};  ///< on the clock of whoever reads it, without a zone; an event without is all day
  std::int64_t minutes = 0;          ///< of an event with a time; 0 where it is not known
};

/// Returns a calendar of private events; those of a whole day do not make anyone busy. `made` is when it was made.
std::string calendar(const std::vector<CalendarEvent>&, const Moment& made);

/// Returns a value of type TEXT: commas, semicolons, backslashes and line breaks are escaped, hidden characters made
/// visible.
std::string ics_text(std::string_view text);

/// Returns `NAME:value` as a line with its CR LF, folded so that none is longer than 75 octets and no character is cut.
std::string ics_line(std::string_view line);

}  // namespace psp::render
