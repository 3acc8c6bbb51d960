// Messages that people read in place of the format's keys: days, times, and the words of records.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/office.h"
#include "rules/history.h"
#include "rules/standing.h"

namespace psp::report {

/// Returns `5 October 2026, 11:00:00 (+02:00)`.
Message moment_words(const Moment&);

/// Returns a text of the user's as a message, which is not translated.
Message as_written(std::string_view text);
/// Returns `one; two; three`; there must be at least one.
Message enumerated(const std::vector<Message>&);

Message in_words(rules::CaseState);
Message in_words(Mode);     ///< where a session is: `at the office`
Message in_words(Part);     ///< what was gone through (S6)
Message in_words(Content);  ///< what was covered (S2)
Message in_words(Goal);     ///< what the client reached (S5)
Message in_words(CareField);
Message in_words(Ground);  ///< a clause: `the client moves to another municipality`

/// Returns the words of a list, of which there must be at least one.
template <Word E>
Message enumerated(const std::vector<E>& all) {
  std::vector<Message> words;
  for (const E e : all) words.push_back(in_words(e));
  return enumerated(words);
}

/// A message for each word of a vocabulary, in its order.
template <Word E>
using MessagePerWord = std::array<Message, Vocabulary<E>::words.size()>;

/// Returns the message for a word.
template <Word E>
const Message& message_for(const MessagePerWord<E>& messages, E word) {
  return messages[static_cast<std::size_t>(word)];
}

/// Returns `first social aid` for a built-in service, and the key of a service of the office's own.
Message service_words(std::string_view service);

/// Returns the provider's name in psp.toml, or the text as it is if there is none.
std::string provider_name(const Office&, std::string_view to);
/// Returns the worker's name in psp.toml, or the key if there is none.
std::string worker_name(const Office&, std::string_view key);

/// Returns what a record is, with its day if it has one: `review of 5 October 2026`. For an attendance and a strike it
/// names the record that the history has for their reference: `outcome of the session of 5 October 2026`.
Message record_words(const Record&, const rules::History&, const Office&);

}  // namespace psp::report
