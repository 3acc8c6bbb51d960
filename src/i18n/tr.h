// Turns messages into words. Every text that a person reads goes through tr(); machine keys (codes, kinds, states,
// JSON) stay English.
//
// A place in a text is `{}`, filled by the next value, or `{1}`, by that one, from 0; `{{` and `}}` are braces. A day
// or a time may say how it is to be written: `{:long}`, `{0:on}`, by a style of its language (i18n/languages.cpp), and
// `{:clock}` is a time without its day, with the seconds if they are not 0, `{:second}` always with them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/message.h"
#include "model/office.h"

namespace psp::i18n {

/// Returns the message in this language, with its places filled; in English if the language has no text for it. Throws
/// a std::logic_error if a place asks for a value that is not there, or for a style that the language does not have.
std::string tr(Language, const Message&);

/// Does the same for a text without places.
std::string tr(Language, std::string_view text);

// Return a value as the language writes it where no text says how.
std::string shown(Language, Date);
std::string shown(Language, const LocalTime&);
std::string shown(Language, std::int64_t);

/// Return a day with its weekday, or a day and time with it, as they are said back to who has given them: `Mon
/// 2026-11-09 10:00`.
std::string said_back(Language, Date);
std::string said_back(Language, const LocalTime&);

/// Returns the digits of a number, such as `7.6`, with the language's mark before its tenths.
std::string decimal(Language, std::string digits);

}  // namespace psp::i18n
