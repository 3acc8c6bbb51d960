// Turns messages into words. Every text that a person reads goes through tr(); machine keys (codes, kinds, states,
// JSON) stay English.
#pragma once

#include <string>
#include <string_view>

#include "model/message.h"
#include "model/office.h"

namespace psp::i18n {

/// Returns the message in this language, with its places filled; in English if the language has no text for it.
std::string tr(Language, const Message&);

/// Does the same for a text without places.
std::string tr(Language, std::string_view text);

}  // namespace psp::i18n
