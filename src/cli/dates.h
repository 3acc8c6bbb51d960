// Days and times as people say them, in English, Slovenian and Latvian. What is ambiguous is refused, not guessed.
#pragma once

#include <string_view>
#include <variant>

#include "model/message.h"
#include "report/period.h"

namespace psp::cli {

/// Returns the day that a text says, or why it says none. It takes `2026-11-25`, `25.11.2026`, `today`, `yesterday`,
/// `tomorrow`, a weekday (the next one to come, and not today's), `next tue` (in the week after this one; weeks begin
/// on Monday), `last tue` (the one that was), `in 2 weeks`, `+2w`, `-3d`, `+1m`, `+1y`; and what Slovenian and Latvian
/// say for these, in the cases that they need, with or without their marks: `naslednjo sredo`, `pēc divām nedēļām`.
std::variant<Date, Message> parse_day(std::string_view text, Date today);

/// Returns the time that a text says, or why it says none: a day, then a time such as `10:00`, `10.30`, `10h` or `10`;
/// a time alone, which is today's, where it cannot be a day; `now`; or ISO `2026-11-25T10:00`.
std::variant<LocalTime, Message> parse_time(std::string_view text, const LocalTime& now);

/// Returns the day and time that stand in place of an appointment, or why the text says none. They are counted from it,
/// so that `+1w` is a week after it, `10:00` on its day, `thu` the Thursday after it, each at its own time if none is
/// given. `tomorrow` and the like count from today.
std::variant<LocalTime, Message> parse_time_instead(std::string_view text, const LocalTime& appointment,
                                                    const LocalTime& now);

/// Returns the day that lies as far from another as the text says, or why it says no distance. It takes `+1w`, `-3d`,
/// `2w`, `in 2 weeks`, `čez teden`, `pēc divām nedēļām`.
std::variant<Date, Message> parse_distance(std::string_view text, Date from);

/// Returns the period that a text says, or why it says none. It takes `2026-10`, `2026-Q3`, `2026`, a day,
/// `last-month`, `this-quarter` …, and from one to another, up to 100 years: `2026-01..2026-06`, `1.1.2026..30.6.2026`.
std::variant<report::Period, Message> parse_period(std::string_view text, Date today);

}  // namespace psp::cli
