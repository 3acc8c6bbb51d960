// What undo takes back of a case: the records of a worker's last write, struck or, where they are corrections,
// corrected back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"

namespace psp::rules {

/// The reason of the strikes and corrections that undo writes. It marks them, so nothing else is given that reason.
inline constexpr std::string_view undo_reason = "undo";

/// What a worker wrote at one moment, to one case, or to several with the same `write`.
struct Write {
  std::string by;
  Moment recorded;
  std::string write;

  /// True for the same worker, instant and `write`.
  bool operator==(const Write&) const;
};

/// The write of whose records some count in the case, as they were written or corrected since, and which is the last
/// of this worker there; the opening of the case is one as well. What undo wrote is the write that it brought back. Of
/// two at one instant the one further down in the file is the last. Nothing where the worker has none.
std::optional<Write> last_write(const Case&, std::string_view by);

/// One record of a write that is taken back.
struct TakenBack {
  const Record* record;  ///< as it stands now
  const Record* before;  ///< what the record had corrected, which stands again; null where the record is struck
};

/// A write in a case, as undo finds it. It points into the case.
struct Undoing {
  std::vector<TakenBack> records;  ///< in the order of the file; none where only the opening is of the write
  std::vector<const Record*> corrected_since;  ///< the corrections that stand in place of others of its records
  std::vector<const Record*> lost;             ///< what refers to a record that is struck: see referring_to()
};
Undoing undoing(const Case&, const Write&);

/// The void or the correction that takes the record back.
Record record_that_undoes(const TakenBack&);

/// The records that count, are not among the struck ones, and refer to one of them. An attendance and a completion
/// count no longer then; the others stay.
std::vector<const Record*> referring_to(const Case&, const std::vector<const Record*>& struck);

}  // namespace psp::rules
