// Sessions with their attendances: the state of each session, and runs of missed ones (L6.2).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/office.h"
#include "rules/history.h"

namespace psp::rules {

enum class SessionState { held, turned_away, missed, excused, cancelled, rescheduled, planned, unrecorded };

}  // namespace psp::rules

namespace psp {
PSP_WORDS(rules::SessionState, "held", "turned_away", "missed", "excused", "cancelled", "rescheduled", "planned",
          "unrecorded");
}  // namespace psp

namespace psp::rules {

constexpr std::size_t state_count = Vocabulary<SessionState>::words.size();

/// A session with the attendance that counts for it: the last in the file.
struct SessionStanding {
  Counted<Session> session;
  const Record* record = nullptr;          ///< of the attendance; null if there is none
  const Attendance* attendance = nullptr;  ///< null if there is none
  SessionState state = SessionState::planned;

  Date day() const { return session.body->at->date; }
  /// Returns the attendance's minutes, else the session's; nothing if neither has a length.
  std::optional<std::int64_t> minutes() const;
};

/// Returns the state of a session (L6.2, readings 1 to 5); the attendance is null if there is none. `settings` are
/// those in force on the session's day.
SessionState state_of(const Attendance*, Date session_day, Date as_of, const Settings& settings);

/// Returns all sessions that count, in order of time, then of place in the file.
std::vector<SessionStanding> appointments(const History&, const Service*);

/// Returns true for a missed session that would be excused if nobody had left open whether the absence was justified,
/// or whether the client told of it beforehand (L6.2).
bool unanswered(const SessionStanding&, const Service*);

/// Returns the run of missed sessions after the last of `sessions`, which are those of one episode, in order (L6.2).
/// `effect`, if given, replaces the service's `excused_effect` on all days.
std::vector<const SessionStanding*> missed_in_row(std::span<const SessionStanding> sessions, const Service*,
                                                  std::optional<ExcusedEffect> effect = std::nullopt);

}  // namespace psp::rules
