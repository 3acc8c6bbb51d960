// A case's records in the order of the days that they are about.
#pragma once

#include <optional>
#include <vector>

#include "rules/attendance.h"

namespace psp::rules {

struct Happening {
  const Record* record;
  Date date;                      ///< its own day, for an attendance its session's; else the day it was written down
  std::optional<LocalTime> time;  ///< of a session, the session of an attendance, or a contact
  bool stands;                    ///< see stands_in_file()
  const Record* replaced_by;      ///< the record in its place; null if there is none
  std::optional<SessionState> state;  ///< for an attendance that counts, the state of its session
};

/// Returns true if the record is neither struck nor replaced, nor is the session of an attendance or the task of a
/// completion. Of several attendances of a session only the last in the file stands.
bool stands_in_file(const Record&, const History&);

/// Returns the record in place of one that does not stand in the file; null if there is none.
const Record* in_place_of(const Record&, const History&);

/// Returns all records known then, the struck ones too, by day, then by time of writing, then by place.
std::vector<Happening> chronology(const Case&, const Service*, const std::optional<KnownAt>& = std::nullopt);

/// Returns the day under which a record is shown, struck or not: its session's for an attendance, and for an option
/// whose session counts; else its own, or the day of its writing if it has none.
Date day_in_file(const Record&, const History&);

/// Returns the file as it stands on the day of the history: the records that count, without strikes, and of several
/// attendances of a session the one that counts; by day_in_file(), then by time of writing, then by place.
std::vector<Happening> as_it_stands(const History&, const Service*);

/// Returns the correction that still counts although this strike strikes what it corrects: one person may have struck a
/// record while another corrected it. Returns null if there is none, for a record that is no strike, and for a strike
/// that undo took back.
const Record* in_spite_of(const Record&, const History&);

/// Returns true for a strike that counts and strikes a record whose day has come, or the case.
bool strikes(const Record&, const History&);

/// How many records do not stand in the file because they were corrected or struck.
struct Corrections {
  std::size_t corrected = 0, struck = 0;
};
/// Counts those whose day has come, and which were known then.
Corrections corrections(const History&, const Service*);

}  // namespace psp::rules
