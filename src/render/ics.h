// iCalendar (RFC 5545).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/date.h"

namespace psp::render {

struct CalendarEvent {
  std::string uid;  ///< no other event anywhere has it, and the same thing always has the same
  std::string summary, description;
  Date day;
  std::optional<LocalTime> at = {};  ///< on the clock of whoever reads it, without a zone; an event without is all day
  std::int64_t minutes = 0;          ///< of an event with a time; 0 where it is not known
};

/// Returns a private event, as it stands in a calendar; one of a whole day does not make anyone busy. `made` is when it
/// was made.
std::string event_text(const CalendarEvent&, const Moment& made);

/// Return what stands before the events of a calendar, and behind them.
std::string calendar_begin();
std::string calendar_end();

/// Returns a value of type TEXT: commas, semicolons, backslashes and line breaks are escaped, hidden characters made
/// visible.
std::string ics_text(std::string_view text);

/// Returns `NAME:value` as a line with its CR LF, folded so that none is longer than 75 octets and no character is cut.
std::string ics_line(std::string_view line);

}  // namespace psp::render
