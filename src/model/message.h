// A message as a value: an English text with places, and what fills them. Only i18n/tr.h turns it into words of the
// reader's language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/date.h"

namespace psp {

struct MessageArg;

/// Its texts are part of the program, and live as long as it runs.
struct Message {
  std::string_view text;         ///< English, the key of the catalogues; `{}` or `{0}` mark the places
  std::string_view plural;       ///< the English plural of `text`, where the message counts something
  std::int64_t count = 1;        ///< what it counts
  std::vector<MessageArg> args;  ///< what fills the places
};

/// What fills a place: a UTF-8 text that is never translated (an id, a date, a number, the user's words), or a message
/// that is translated in its turn.
struct MessageArg {
  MessageArg(std::string t) : text(std::move(t)) {}
  MessageArg(const Message& m) : words{m} {}
  std::string text;
  std::vector<Message> words;  ///< one message, or none if `text` fills the place
};

inline bool operator==(const Message&, const Message&);
inline bool operator==(const MessageArg& a, const MessageArg& b) { return a.text == b.text && a.words == b.words; }
inline bool operator==(const Message& a, const Message& b) {
  return a.text == b.text && a.plural == b.plural && a.count == b.count && a.args == b.args;
}

inline std::string message_arg(std::string_view text) { return std::string(text); }
inline std::string message_arg(std::int64_t number) { return std::to_string(number); }
inline std::string message_arg(Date date) { return to_text(date); }
inline const Message& message_arg(const Message& words) { return words; }

/// A text that is part of the program; a std::string is not taken for one.
struct ProgramText {
  ProgramText(const char* t) : text(t) {}
  ProgramText(std::string_view t) : text(t) {}
  ProgramText(const std::string&) = delete;
  std::string_view text;
};

/// Returns a message whose places are filled with texts, whole numbers, dates or further messages. A text that is made
/// while psp runs fills a place: msg("{}", text).
template <class... Args>
Message msg(ProgramText text, const Args&... args) {
  return {text.text, {}, 1, {MessageArg(message_arg(args))...}};
}

/// Returns a message that counts: `count` chooses `one` or `many`, and fills the first place of either.
template <class... Args>
Message msg_count(std::int64_t count, ProgramText one, ProgramText many, const Args&... args) {
  return {one.text, many.text, count, {MessageArg(message_arg(count)), MessageArg(message_arg(args))...}};
}

}  // namespace psp
