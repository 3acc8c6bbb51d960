// What was recorded, record by record.
#pragma once

#include <string>

#include "model/record.h"

namespace psp::report {

/// A record with the case it is in.
struct LogEntry {
  std::string case_id;
  Record record;
  bool stands = true;       ///< false where it was struck or replaced since
  bool opening = false;     ///< the case's opening: the record has only `by` and `recorded`
  std::string client = {};  ///< as text shows the client; "" where it shows none
};

}  // namespace psp::report
