// Periods of a report as people say them, in English, Slovenian and Latvian.
#pragma once

#include <string_view>
#include <variant>

#include "model/message.h"
#include "report/period.h"

namespace psp::cli {

/// Returns the period that a text says, or why it says none. It takes `2026-10`, `10/2026`, `10.2026`,
/// `oktober 2026`, `2026. gada oktobris`; a month alone, `october`, the nearest that has begun; `2026-Q3`, `2026`, the
/// week `2026-W48`; `last month`, `this-quarter`, `prejšnji teden`, `šis mēnesis`, `lani` …; a day as parse_day() does,
/// looking back; and from one to another, up to 100 years: `2026-01..2026-06`, `1.1.2026..30.6.2026`. What
/// report::to_text() writes it reads as the same period on any day.
std::variant<report::Period, Message> parse_period(std::string_view text, Date today);

}  // namespace psp::cli
