// A case's records in the order of the days they speak of.
#pragma once

#include <optional>
#include <vector>

#include "rules/attendance.h"

namespace psp::rules {

struct Happening {
  const Record* record;
  Date date;                      ///< its own day; an attendance's is its session's; else the day it was written down
  std::optional<LocalTime> time;  ///< a session's
  bool stands;                    ///< false where it is struck or replaced
  const Record* replaced_by;      ///< what took its place; null where nothing did
  std::optional<State> state;     ///< of an attendance that counts: what it makes of its session
};

/// All records known then, the struck ones too, by day, then by when they were written down, then by place.
std::vector<Happening> chronology(const Case&, const Service*, const std::optional<KnownAt>& = std::nullopt);

}  // namespace psp::rules
