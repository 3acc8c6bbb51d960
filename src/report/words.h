// What people read instead of the format's keys: days, times, and the words of records, as messages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/office.h"
#include "rules/history.h"
#include "rules/standing.h"

namespace psp::report {

/// `5 October 2026`
Message day_words(Date);
/// `10:00`, with seconds where there are any.
Message clock_words(const LocalTime&);
/// `5 October 2026, 11:00:00 (+02:00)`
Message moment_words(const Moment&);

/// A text of the user's as a message.
Message as_written(std::string_view text);
/// `one; two; three`; at least one.
Message listed(const std::vector<Message>&);

Message in_words(rules::CaseState);
Message in_words(Mode);     ///< where a session is: `at the office`
Message in_words(Part);     ///< what was gone through (S6)
Message in_words(Content);  ///< what was covered (S2)
Message in_words(Goal);     ///< what the client reached (S5)
Message in_words(CareField);
Message in_words(Ground);  ///< a clause: `the client moves to another municipality`

/// The words of a list, one after another.
template <Word E>
Message listed(const std::vector<E>& all) {
  std::vector<Message> words;
  for (const E e : all) words.push_back(in_words(e));
  return listed(words);
}

/// `first social aid`; of a service of the office's own, its key.
Message service_words(std::string_view service);

/// The provider's name in psp.toml, or the text as it is where there is none.
std::string provider_name(const Office&, std::string_view to);
/// The worker's name in psp.toml, or the key where there is none.
std::string worker_name(const Office&, std::string_view key);

/// What a record is, with its day, as one refers to it: `review of 5 October 2026`. References are followed in the
/// history.
Message record_words(const Record&, const rules::History&, const Office&);

}  // namespace psp::report
