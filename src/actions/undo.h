// Taking back a worker's last write, in all cases to which it went.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/read_cases.h"
#include "actions/record.h"
#include "rules/undo.h"

namespace psp::actions {

/// A case in which a write is taken back, and how.
struct CaseOfWrite {
  Case of;
  rules::Undoing undoing;  ///< points into `of`

  CaseOfWrite(Case c, const rules::Write& write) : of(std::move(c)), undoing(rules::undoing(of, write)) {}
  CaseOfWrite(CaseOfWrite&&) = default;  // a vector's elements stay where they are
  CaseOfWrite(const CaseOfWrite&) = delete;

  /// Returns whether nothing is of the write but the opening of the case, which is struck as a whole.
  bool opening() const { return undoing.records.empty() && undoing.corrected_since.empty(); }
};

/// Returns the records of others that refer to what is taken back, and go with it.
std::vector<const Record*> of_others(const CaseOfWrite&, const std::string& by);

/// A strike that a worker made after their last write, and behind which they have taken nothing back yet.
struct LaterStrike {
  std::string case_id, id;
};

/// A write of a worker of which something still counts.
struct StandingWrite {
  struct OfRecord {
    Record written;
    Record left;                   ///< as it was when the write was the last: as undo brought it back, where it did
    std::optional<Record> before;  ///< what it corrected or struck
  };
  struct InCase {
    std::string id;
    std::vector<OfRecord> records;  ///< none where the write opened the case
  };
  rules::Write write;
  bool opening = false;              ///< it opened its case
  std::string_view command;          ///< that made it
  std::vector<InCase> cases;         ///< in the order of their ids
  std::set<std::string> correctors;  ///< others who corrected records of it since
};

/// Tells which writes undo would take back, one after the other.
struct LastWrites {
  std::vector<StandingWrite> writes;  ///< newest first
  std::optional<LaterStrike> strike;  ///< later than the newest of them
  CasesRead read;
};

/// Returns as many of the last writes of who is at work, in this case, or, where that is "", in any. A file that cannot
/// be read hides none of the others.
LastWrites last_writes(const Occasion&, const std::string& case_id, std::size_t most);

/// Tells what undo would take back.
struct LastWrite {
  rules::Write write;
  std::string_view command;  ///< that made it
  std::vector<CaseOfWrite> cases;
  std::optional<LaterStrike> strike;
};

/// Returns the last write of who is at work: in this case, or, where that is "", in any; one to several cases in all of
/// them. Throws a Failure: where there is none, or more than one at one moment; where somebody corrected it since, or
/// built on the opening of a case; where a file cannot be read.
LastWrite last_write(const Occasion&, const std::string& case_id);

/// Strikes it, or corrects it back, in each of its cases, all or none. Throws a Failure as record_all() does, and where
/// that is no longer what last_write() found.
WrittenAll undo(const Occasion&, const LastWrite&);

}  // namespace psp::actions
