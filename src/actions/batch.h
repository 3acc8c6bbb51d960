// Records that are written to one case in one append.
#pragma once

#include <functional>
#include <memory>
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

  /// Return the case and its standing: without these records, until go_on() is called.
  const rules::Standing& standing() const { return *standing_; }
  const Case& of() const { return standing().history.of(); }

  /// Resolves the record's references, gives it its id and the stamp, and keeps it. Returns it. Throws a Failure
  /// (Exit::usage) if the case does not take such a record; of a write to several cases it says in which.
  const Record& add(Record);

  /// Has what is added from now on judged by the case as it stands with these records. What standing() and of()
  /// returned before is valid no longer if this is called a second time.
  void go_on();

  std::vector<Record> records;

 private:
  struct WithRecords;

  Record made(Record) const;

  const rules::Standing* standing_;
  std::shared_ptr<const WithRecords> with_records_;  ///< what standing_ points to after go_on()
  Stamp stamp_;
  std::set<std::string> ids_;  ///< of the case's records and of these
};

/// Returns how a Failure begins where one of several cases keeps all of them from being written to.
Message nothing_written_for(const std::string& case_id);

/// Puts what is to be written into the batch of a case; is asked again where its file changed meanwhile.
using Fill = std::function<void(Batch&)>;

}  // namespace psp::actions
