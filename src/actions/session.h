// Sessions and what became of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/record.h"

namespace psp::actions {

/// An appointment, a series of them, or a session with what became of it.
struct SessionRequest {
  std::string case_id;
  Record session;
  std::optional<Record> attendance = {};  ///< of this session, to which it need not refer yet
  bool at_once = false;                   ///< nobody said when it was: it is the talk that goes on now
  std::vector<LocalTime> series = {};     ///< the times of further appointments, each as long and of the same kind
};

/// Records them in one write. Throws a Failure as record() does; and for a talk of which nobody said when it was, where
/// an appointment of today waits for its attendance: that is meant then, not a second talk.
WrittenOne record_session(const Occasion&, const SessionRequest&);

/// Throws the Failure with which record_session() would end; writes nothing.
void refuse_session(const Occasion&, const SessionRequest&);

/// A session of a case that an attendance tells of.
struct SessionMeant {
  std::string id;
  LocalTime at;
  bool named = false;  ///< the person named it
};

/// How a person names a session of a case: by the start of its id, or `last`; or by its day, or day and time.
struct SessionNamed {
  std::string text;                ///< "" if nothing is said
  std::vector<Date> days = {};     ///< that the text can say
  std::vector<LocalTime> at = {};  ///< that it can say
};

/// The sessions that can be meant.
struct SessionsMeant {
  std::vector<SessionMeant> sessions;
  Message none;  ///< says why there is none
};

/// Returns the sessions that an attendance of this outcome can be of: the one that is named, or, where none is, those
/// that wait for their attendance. Throws a Failure (Exit::usage) if the one that is named is not there.
SessionsMeant sessions_meant(const Occasion&, const std::string& case_id, Outcome, const SessionNamed&);

/// Returns the parts and contents that the case's service asks for on a day.
struct Scope {
  std::vector<Part> parts;
  std::vector<Content> contents;
};
Scope scope_of(const Occasion&, const std::string& case_id, Date day);

struct AttendanceRequest {
  std::string case_id;
  SessionMeant session;
  Record attendance;                  ///< need not refer to the session yet
  std::optional<LocalTime> moved_to;  ///< of a rescheduled one: when instead
  /// Where or how the session was in fact; if that is not what was planned, the session is corrected with it, for the
  /// reason `why`.
  std::optional<Mode> mode = {};
  std::string why = {};
};

/// Records the attendance, and with `moved_to` the session instead, as long and of the same kind as the other. Throws a
/// Failure as record() does, and where meanwhile another session waits for its attendance than the one that was meant.
WrittenOne record_attendance(const Occasion&, const AttendanceRequest&);

/// Throws the Failure with which record_attendance() would end; writes nothing.
void refuse_attendance(const Occasion&, const AttendanceRequest&);

/// Puts into the batch what became of a session, and with `moved_to` the session instead, as long and of the same kind.
/// The attendance refers to the session, or to nothing yet. Throws a Failure as Batch::add() does.
void add_attendance(Batch&, const Record& session, Record attendance, const std::optional<LocalTime>& moved_to);

/// Returns what may be a slip in an outcome of a session at this time: that it is yet to come today.
std::vector<Message> doubts_about(const Occasion&, const LocalTime& at, Outcome);

}  // namespace psp::actions
