// Days and times as people say them, in English, Slovenian and Latvian. What is ambiguous is refused, not guessed.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "model/message.h"

namespace psp::cli {

/// Says which way a day lies that is not said in full: `thu`, `25.11.`, `2w`.
enum class Toward { past, future };

/// Returns the day that a text says, or why it says none. It takes
/// - a day with its year: `2026-11-25`, `25.11.2026`, `9. november 2026`, `March 9, 2026`, `2026. gada 9. marts`;
/// - a day without it, `25.11.`, `9. novembra`, `November 9`, and a weekday, `thu`: the nearest such day in the
///   direction, today counting for both; one ahead that was in the last 60 days is refused, with both readings;
/// - `today`, `yesterday`, `the day after tomorrow`; `next tue` (in the week after this one; weeks begin on Monday),
///   `last tue` (the one that was);
/// - `in 2 weeks`, `a week ago`, `+2w`, `-3d`, and in the direction `2w`, `3d`, `1m`, `1y`;
/// - a weekday before a day that falls on it: `v torek, 24. 11. 2026`.
/// It takes what Slovenian and Latvian say for these, in the cases that they need, with or without their marks:
/// `naslednjo sredo`, `pēc divām nedēļām`. `9/11` is refused, with both days that it may be.
std::variant<Date, Message> parse_day(std::string_view text, Date today, Toward);

/// Returns the same, looking back, where no day nearest to today can be meant, as with a day of birth: a day without
/// its year is refused.
std::variant<Date, Message> parse_day_with_year(std::string_view text, Date today);

/// Returns the time that a text says, or why it says none: a day, then a time such as `10:00`, `10.30`, `10h` or `10`;
/// a time alone, which is today's, where it cannot be a day; `now`; or ISO `2026-11-25T10:00`. `9.11` alone is refused,
/// with the day and the time that it may be.
std::variant<LocalTime, Message> parse_time(std::string_view text, const LocalTime& now, Toward);

/// Returns the day and time that stand in place of an appointment, or why the text says none. They are counted from it,
/// so that `1w` and `+1w` are a week after it, `10:00` on its day, `thu` the Thursday after it, `25.11.` the nearest
/// from it on, each at its own time if none is given. `tomorrow` and the like count from today.
std::variant<LocalTime, Message> parse_time_instead(std::string_view text, const LocalTime& appointment,
                                                    const LocalTime& now);

/// Returns the day that lies a span of time ahead, or nothing if the text says no span: `14` and `14d` are days; `2w`,
/// `2 weeks`, `in 2 weeks`, `2 tedna`, `2 nedēļas`; `1m`, `1y`.
std::optional<Date> parse_span(std::string_view text, Date from);

}  // namespace psp::cli
