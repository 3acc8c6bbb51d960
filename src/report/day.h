// One day: the sessions of a worker or of the office, what is owed in their cases, and what else is due.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "model/office.h"
#include "rules/flags.h"
#include "rules/standing.h"

namespace psp::report {

struct DayQuestion {
  Date day;
  LocalTime now;
  std::optional<std::string> worker;  ///< the key of whose day it is; nothing: everyone's
};

/// A flag of a case that wants something done.
struct Owed {
  std::string_view code;
  rules::Level level;
  Message message;
};

struct SessionOfDay {
  std::string case_id, client, service;
  std::string id;
  LocalTime at;
  std::int64_t minutes = 0;  ///< as it was held or planned, else those of the service (S7.1); 0 where none gives any
  std::optional<Mode> mode;
  std::string worker;  ///< who has the case on the day
  rules::SessionState state = rules::SessionState::planned;
  std::vector<Owed> owed;  ///< in its case now: flags of the levels action and warn
};

/// What is due on the day without being a session.
struct DueOfDay {
  std::string case_id, client, worker;
  std::string_view code;   ///< as the agenda has it
  std::string_view title;  ///< of the agenda's line, to be translated
  Date day;                ///< on which it was due: before the day itself for a task that is overdue today
  Message message;
};

struct FreeTime {
  LocalTime from, to;
};

/// What a case has to do with a day.
struct CaseOfDay {
  std::vector<SessionOfDay> sessions;
  std::vector<DueOfDay> dues;
  std::vector<SessionOfDay> waiting;  ///< sessions of earlier days without their attendance
};

/// Returns what the case has to do with the day. What is owed is told in a case that has a session then; what the
/// agenda has on the day (today: overdue tasks, too) is told besides, unless it is among that.
CaseOfDay case_of_day(const rules::History& whole, const Office&, const DayQuestion&);

struct Day {
  DayQuestion question;
  std::vector<SessionOfDay> sessions;  ///< in order of time, then case
  std::vector<DueOfDay> dues;          ///< in order of day, then case
  std::vector<FreeTime> free;          ///< between the sessions of one worker that stand, if it is not over
  std::vector<SessionOfDay> waiting;   ///< as in CaseOfDay, in order of time; none for another day than today
  std::vector<Diagnostic> errors = {};
};

/// Returns the day as the cases make it; they are in the order of their ids.
Day day_of(std::vector<CaseOfDay>, const DayQuestion&);

/// Returns the sessions of the day, and of the days before it if `with_earlier`, of which it is not written down what
/// became of them, though their time has come; in order of time.
std::vector<SessionOfDay> sessions_without_attendance(const Day&, bool with_earlier);

}  // namespace psp::report
