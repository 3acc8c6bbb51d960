// A message as a value: an English text with places, and what goes into them. It is turned into words, in the
// reader's language, at the very end (i18n/tr.h); nothing below that knows a language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"

namespace psp {

struct Message {
  std::string text;               ///< English, the key of the catalogues; `{}` or `{0}` mark the places
  std::string plural;             ///< the English plural of `text`, where the message counts something
  std::int64_t count = 1;         ///< what it counts
  std::vector<std::string> args;  ///< UTF-8, already safe from translation: ids, dates, numbers, the user's words
};

inline std::string message_arg(std::string_view text) { return std::string(text); }
inline std::string message_arg(std::int64_t number) { return std::to_string(number); }
inline std::string message_arg(Date date) { return to_text(date); }

/// A message whose places are filled with texts, whole numbers or dates.
template <class... Args>
Message msg(std::string_view text, const Args&... args) {
  return {std::string(text), {}, 1, {message_arg(args)...}};
}

/// A message that counts: `count` chooses between the two texts and fills their first place.
template <class... Args>
Message msg_count(std::int64_t count, std::string_view one, std::string_view many, const Args&... args) {
  return {std::string(one), std::string(many), count, {message_arg(count), message_arg(args)...}};
}

}  // namespace psp
