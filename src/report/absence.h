// A worker's days away: the planned sessions that lie in them, and what is to become of each.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/diagnostic.h"
#include "model/office.h"
#include "rules/standing.h"

namespace psp::report {

/// Says what is done about an absence: the sessions are moved or called off, or their cases given to another worker.
enum class AbsenceWay { move, cancel, give };

}  // namespace psp::report

namespace psp {
PSP_WORDS(report::AbsenceWay, "move", "cancel", "give");
}  // namespace psp

namespace psp::report {

struct AbsenceQuestion {
  std::string worker;
  Date from, to;  ///< both included
  LocalTime now;
  std::optional<AbsenceWay> way;  ///< nothing: the sessions are only looked at
  std::string given_to;           ///< the worker who has the cases meanwhile, for AbsenceWay::give

  bool holds(Date day) const { return from <= day && day <= to; }
};

/// A session that is to come, or of today and without its attendance.
struct PlannedSession {
  std::string case_id, client;
  std::string id;
  LocalTime at;
  std::int64_t minutes = 0;  ///< as it was planned, else those of the service (S7.1); 0 where neither gives any
  std::string worker;        ///< who has the case on its day

  bool operator==(const PlannedSession&) const = default;
};

/// What a case is to an absence.
struct CaseOfAbsence {
  struct Hands {
    Date from;
    std::string worker;
  };
  std::string id;
  Date opened;
  std::optional<Date> closed;            ///< since when it is closed; nothing while it is open
  std::vector<Hands> hands;              ///< in which the case is from a day on, in order of day
  std::vector<PlannedSession> sessions;  ///< all of them, in order of time
  std::optional<Message> refusal;        ///< why it cannot be given to another worker for the days

  /// Returns who has the case on the day; on a day before its opening, who has it then.
  const std::string& worker_on(Date) const;
};

/// Returns what the case is to the absence. A transfer that is dated within the days, or on the day behind them, keeps
/// it from being given away: it would be undone.
CaseOfAbsence case_of_absence(const Case&, const Office&, const AbsenceQuestion&);

/// A session in the days away, and when it is to be instead.
struct AbsentSession {
  PlannedSession was;
  std::optional<LocalTime> moved_to = {};
  std::optional<LocalTime> met = {};  ///< a session of the case at the time to which it would go: it is called off
  std::optional<Date> closed = {};    ///< since when its case is closed: it is called off, whatever the way

  bool operator==(const AbsentSession&) const = default;
};

/// Returns the worker's sessions of the days, by time, then case.
std::vector<AbsentSession> absent_sessions(const std::vector<CaseOfAbsence>&, const AbsenceQuestion&);

/// Sets for each of these sessions whose case is open either `moved_to` or `met`: moves it to the day that
/// `day_instead` gives for its own, at its hour; but a session whose case has another one at that time, which stays, is
/// called off: the client comes then anyway.
void move_sessions(std::vector<AbsentSession>&, const std::vector<CaseOfAbsence>& all,
                   const std::function<Date(Date)>& day_instead);

/// Returns what may be a slip in what is to become of these sessions: they are moved onto a day on which nobody works
/// or the worker is away, to a time that has passed, or, with whoever has them then, onto another session; or they are
/// called off where they were to be moved or their cases to be given away.
std::vector<Message> doubts_about_absence(const std::vector<AbsentSession>&, const std::vector<CaseOfAbsence>& all,
                                          const AbsenceQuestion&, const Office&);

struct Absence {
  AbsenceQuestion question;
  bool written = false;
  bool proposed = false;  ///< it is shown to a person who is asked then
  std::vector<AbsentSession> sessions;
  struct Written {
    std::string case_id;
    std::vector<Record> records;
  };
  std::vector<Written> cases = {};  ///< what was written
  std::vector<Diagnostic> errors = {};
};

}  // namespace psp::report
