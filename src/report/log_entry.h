// An entry of the log, which tells what was recorded.
#pragma once

#include <string>

#include "model/record.h"

namespace psp::report {

/// A record with the case it is in.
struct LogEntry {
  std::string case_id;
  Record record;
  bool stands = true;       ///< false where it was struck or replaced since
  bool opening = false;     ///< true for the case's opening: the record has only `by` and `recorded` then
  std::string client = {};  ///< as text shows the client; "" if it shows none
};

}  // namespace psp::report
