// Sessions with what became of them: each session's state, and runs of missed ones (L6.2).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "model/office.h"
#include "rules/history.h"

namespace psp::rules {

enum class State { held, turned_away, missed, excused, cancelled, rescheduled, planned, unrecorded };

}  // namespace psp::rules

namespace psp {
PSP_WORDS(rules::State, "held", "turned_away", "missed", "excused", "cancelled", "rescheduled", "planned",
          "unrecorded");
}  // namespace psp

namespace psp::rules {

constexpr std::size_t state_count = Vocabulary<State>::words.size();

/// A session with the attendance that counts for it: the last in the file.
struct Appointment {
  Entry<Session> session;
  const Record* record = nullptr;          ///< of the attendance; null where there is none
  const Attendance* attendance = nullptr;  ///< null where there is none
  State state = State::planned;

  Date day() const { return session.body->at->date; }
  /// The attendance's minutes, else the session's; nothing where nobody gave a length.
  std::optional<std::int64_t> minutes() const;
};

/// Missed without being excused counts; `settings` are those in force on the session's day (L6.2, readings 1 to 5).
State state_of(const Attendance*, Date session_day, Date as_of, const Settings& settings);

/// All sessions that count, in order of time, then of place in the file, each with its state.
std::vector<Appointment> appointments(const History&, const Service*);

/// True for a missed session that would be excused if a question were answered that nobody did: whether the absence was
/// justified, or whether the client told of it beforehand (L6.2). It counts as not excused until somebody does.
bool unanswered(const Appointment&, const Service*);

/// The missed sessions that are in a row after the last of `sessions` (which are those of one episode, in order).
/// `effect`, where given, goes before the service's own on each day.
std::vector<const Appointment*> missed_in_row(const std::vector<Appointment>& sessions, const Service*,
                                              std::optional<ExcusedEffect> effect = std::nullopt);

}  // namespace psp::rules
