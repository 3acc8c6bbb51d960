// Records that were written into the wrong case: struck there, written in the right one.
#pragma once

#include <string>
#include <vector>

#include "actions/record.h"

namespace psp::actions {

struct RefileRequest {
  std::string from;                ///< the case in which they stand
  std::vector<std::string> named;  ///< each by the start of its id, or `last`
  std::string to;                  ///< the case to which they belong
};

/// Tells which records would go.
struct Refiling {
  std::vector<Record> records;  ///< those to which others refer go first
  Case from, to;
};

/// Returns what refile() would do, and writes nothing. Throws a Failure as it does.
Refiling look_to_refile(const Occasion&, const RefileRequest&);

/// Strikes the records in the one case and writes them in the other, in one write: all or none. What they say stays,
/// and what they refer to goes with them. Throws a Failure (Exit::usage) if both cases are one; where a record is
/// struck or replaced already, or cannot go; where records that stay refer to those that go, or the other way round,
/// with the line that takes them all; and as record_all() does.
WrittenAll refile(const Occasion&, const RefileRequest&);

}  // namespace psp::actions
