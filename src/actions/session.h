// Sessions and what became of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/record.h"

namespace psp::actions {

/// An appointment, or a session with what became of it.
struct SessionRequest {
  std::string case_id;
  Record session;
  std::optional<Record> attendance = {};  ///< of this session, to which it need not refer yet
  bool at_once = false;                   ///< nobody said when it was: it is the talk that goes on now
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

/// Returns the session that an attendance of this outcome is of: `named` by the start of its id or `last`, or, where
/// that is "", the one that waits for its attendance. Throws a Failure (Exit::usage) if none waits, or several do,
/// which it lists.
SessionMeant session_meant(const Occasion&, const std::string& case_id, Outcome, const std::string& named);

struct AttendanceRequest {
  std::string case_id;
  SessionMeant session;
  Record attendance;                  ///< need not refer to the session yet
  std::optional<LocalTime> moved_to;  ///< of a rescheduled one: when instead
};

/// Records the attendance, and with `moved_to` the session instead, as long and of the same kind as the other. Throws a
/// Failure as record() does, and where meanwhile another session waits for its attendance than the one that was meant.
WrittenOne record_attendance(const Occasion&, const AttendanceRequest&);

/// Puts into the batch what became of a session, and with `moved_to` the session instead, as long and of the same kind.
/// The attendance need not refer to the session yet. Throws a Failure as Batch::add() does.
void add_attendance(Batch&, const Record& session, Record attendance, const std::optional<LocalTime>& moved_to);

/// Returns what an outcome says that may be a slip, of a session at this time: it is yet to come today, or what is to
/// be instead has passed.
std::vector<Message> doubts_about(const Occasion&, const LocalTime& at, Outcome,
                                  const std::optional<LocalTime>& moved_to = {});

}  // namespace psp::actions
