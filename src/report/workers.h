// The workers of the office, with the cases that each has.
#pragma once

#include <string>
#include <vector>

#include "model/office.h"

namespace psp::report {

/// A worker of psp.toml, or of a case alone.
struct WorkerCases {
  std::string key;
  bool listed = false;            ///< in psp.toml
  Worker worker;                  ///< as psp.toml has it
  std::vector<std::string> open;  ///< the ids of the cases that are theirs and not closed

  /// Returns true if the worker has left the office before the day.
  bool has_left(Date day) const { return worker.left && *worker.left < day; }
};

}  // namespace psp::report
