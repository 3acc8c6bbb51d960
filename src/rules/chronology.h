// A case's records in the order of the days they speak of.
#pragma once

#include <optional>
#include <vector>

#include "rules/attendance.h"

namespace psp::rules {

struct Happening {
  const Record* record;
  Date date;                      ///< its own day; an attendance's is its session's; else the day it was written down
  std::optional<LocalTime> time;  ///< a session's, a contact's
  bool stands;                    ///< see stands_in_file()
  const Record* replaced_by;      ///< what took its place; null where nothing did
  std::optional<State> state;     ///< of an attendance that counts: what it makes of its session
};

/// True where the record is neither struck nor replaced, and what it tells of is not either: an attendance goes with
/// its session, a completion with its task. Of several attendances of a session the last alone stands.
bool stands_in_file(const Record&, const History&);

/// What took the place of a record that does not stand in the file; null where nothing did.
const Record* in_place_of(const Record&, const History&);

/// All records known then, the struck ones too, by day, then by when they were written down, then by place.
std::vector<Happening> chronology(const Case&, const Service*, const std::optional<KnownAt>& = std::nullopt);

/// The day at which a record stands, struck or not: an attendance at its session's, what was put before the client in a
/// session at that session's, a record without a day at that of its writing.
Date day_in_file(const Record&, const History&);

/// The file as it stands on a day: the records that count, without strikes, and of several attendances of a session
/// the one that counts. By day_in_file(), then by when they were written down, then by place.
std::vector<Happening> as_it_stands(const History&, const Service*);

/// Returns the record that counts in spite of this strike, for it corrects what is struck: one person may have struck a
/// record while another corrected it. Null where none does, and for a record that is no strike.
const Record* in_spite_of(const Record&, const History&);

/// True for a strike that counts, of a record whose day has come.
bool strikes(const Record&, const History&);

/// How many records, whose day has come and which were known then, are not in the file as it stands because they were
/// corrected (another took their place) or struck.
struct Corrections {
  std::size_t corrected = 0, struck = 0;
};
Corrections corrections(const History&, const Service*);

}  // namespace psp::rules
