// Records that are written to one case in one append.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "model/diagnostic.h"
#include "rules/standing.h"

namespace psp::actions {

/// Holds what all records of a write have alike.
struct Stamp {
  std::string by;
  Moment recorded;
  std::string write = {};  ///< what the records of a write to several cases share; "" for a write to one
};

class Batch {
 public:
  /// `standing` is the case's as it stands today, and must outlive the batch.
  Batch(const rules::Standing& standing, Stamp);

  const rules::Standing& standing() const { return standing_; }
  const Case& of() const { return standing_.history.of(); }

  /// Resolves the record's references, gives it its id and the stamp, and keeps it. Returns it. Throws a Failure
  /// (Exit::usage) if the case does not take such a record.
  const Record& add(Record);

  std::vector<Record> records;

 private:
  const rules::Standing& standing_;
  Stamp stamp_;
  std::set<std::string> ids_;  ///< of the case's records and of these
};

/// Puts what is to be written into the batch of a case; is asked again where its file changed meanwhile.
using Fill = std::function<void(Batch&)>;

}  // namespace psp::actions
