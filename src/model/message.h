// A message as a value: an English text with places, and what fills them. Only i18n/tr.h turns it into words of the
// reader's language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/date.h"

namespace psp {

struct MessageArg;

/// Its texts are part of the program, and live as long as it runs.
struct Message {
  std::string_view text;          ///< English, the key of the catalogues, with places: see i18n/tr.h
  std::string_view plural;        ///< the English plural of `text`, where the message counts something
  std::int64_t count = 1;         ///< what it counts
  std::vector<MessageArg> args;   ///< what fills the places
  std::string_view context = {};  ///< tells apart texts that are one in English and several in another language
};

/// What fills a place: a UTF-8 text that is never translated (an id, the user's words); a number, a day or a time,
/// which each language writes in its own way; or one message that is translated in its turn.
struct MessageArg {
  using Value = std::variant<std::string, std::int64_t, Date, LocalTime, std::vector<Message>>;

  MessageArg(Value v) : value(std::move(v)) {}

  /// Return the text or the message that fills the place; null if something else does.
  std::string* text() { return std::get_if<std::string>(&value); }
  const std::string* text() const { return std::get_if<std::string>(&value); }
  Message* words();
  const Message* words() const;

  Value value;
};

inline Message* MessageArg::words() {
  auto* words = std::get_if<std::vector<Message>>(&value);
  return words ? &words->front() : nullptr;
}
inline const Message* MessageArg::words() const {
  const auto* words = std::get_if<std::vector<Message>>(&value);
  return words ? &words->front() : nullptr;
}

inline bool operator==(const MessageArg&, const MessageArg&);
inline bool operator==(const Message& a, const Message& b) {
  return a.text == b.text && a.plural == b.plural && a.count == b.count && a.args == b.args && a.context == b.context;
}
inline bool operator==(const MessageArg& a, const MessageArg& b) { return a.value == b.value; }

inline MessageArg message_arg(std::string_view text) { return {std::string(text)}; }
inline MessageArg message_arg(std::int64_t number) { return {number}; }
inline MessageArg message_arg(Date day) { return {day}; }
inline MessageArg message_arg(const LocalTime& time) { return {time}; }
inline MessageArg message_arg(const Message& words) { return {std::vector{words}}; }

/// A text that is part of the program; a std::string is not taken for one.
struct ProgramText {
  ProgramText(const char* t) : text(t) {}
  ProgramText(std::string_view t) : text(t) {}
  ProgramText(const std::string&) = delete;
  std::string_view text;
};

/// Returns a message whose places are filled with texts, whole numbers, days, times or further messages. A text that is
/// made while psp runs fills a place: msg("{}", text).
template <class... Args>
Message msg(ProgramText text, const Args&... args) {
  return {text.text, {}, 1, {message_arg(args)...}};
}

/// Returns a message that counts: `count` chooses `one` or `many`, and fills the first place of either.
template <class... Args>
Message msg_count(std::int64_t count, ProgramText one, ProgramText many, const Args&... args) {
  return {one.text, many.text, count, {message_arg(count), message_arg(args)...}};
}

/// Returns the text; the mark has it taken into the catalogues where it stands in a table, apart from its msg().
constexpr std::string_view marked(std::string_view text) { return text; }

/// Does the same for a text in a context.
constexpr std::string_view marked_in(std::string_view, std::string_view text) { return text; }

/// Holds a text that counts, for one and for many.
struct CountedText {
  std::string_view one, many;
};
/// Returns both; the mark does the same.
constexpr CountedText counted(std::string_view one, std::string_view many) { return {one, many}; }

template <class... Args>
Message msg_count(std::int64_t count, const CountedText& text, const Args&... args) {
  return msg_count(count, text.one, text.many, args...);
}

/// Returns a message in a context: a few words that say, for whoever translates it, where the text stands.
template <class... Args>
Message msg_in(ProgramText context, ProgramText text, const Args&... args) {
  return {text.text, {}, 1, {message_arg(args)...}, context.text};
}

/// Returns the messages as a list, parted by commas; there must be at least one.
inline Message comma_list(const std::vector<Message>& all) {
  auto list = all.front();
  for (std::size_t i = 1; i < all.size(); ++i) list = msg("{}, {}", list, all[i]);
  return list;
}

}  // namespace psp
