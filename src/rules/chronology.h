// A case's records in the order of the days they speak of.
#pragma once

#include <optional>
#include <vector>

#include "rules/history.h"

namespace psp::rules {

struct Happening {
  const Record* record;
  Date date;                      ///< its own day; an attendance's is its session's; else the day it was written down
  std::optional<LocalTime> time;  ///< a session's
  bool stands;                    ///< false where it is struck or replaced
  const Record* replaced_by;      ///< what took its place; null where nothing did
};

/// All records, the struck ones too, by day, then time, then place in the file.
std::vector<Happening> chronology(const Case&);

}  // namespace psp::rules
