// Undo takes back the records of a worker's last write: it strikes them, or corrects back those that are corrections.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"

namespace psp::rules {

/// The reason of the strikes and corrections that undo writes. It marks them, so no other record may have it.
inline constexpr std::string_view undo_reason = "undo";

/// What a worker wrote at one moment, to one case, or to several with the same `write`.
struct Write {
  std::string by;
  Moment recorded;
  std::string write;

  /// Compares worker, instant and `write`: the same instant may have another offset.
  bool operator==(const Write&) const;
};

/// Returns the last write of this worker of which a record still counts in the case, as written or corrected since; the
/// opening of the case is a write too. What undo wrote belongs to the write that it brought back. Of two writes at one
/// instant the one further down in the file is the last. Returns nothing if the worker has none.
std::optional<Write> last_write(const Case&, std::string_view by);

/// One record of a write that is taken back.
struct TakenBack {
  const Record* record;  ///< as it stands now
  const Record* before;  ///< the one that it corrected, which is to stand again; null if the record is to be struck
};

/// What taking back a write means for a case, into which it points.
struct Undoing {
  std::vector<TakenBack> records;              ///< in the order of the file; none if the write is the opening alone
  std::vector<const Record*> corrected_since;  ///< the corrections that stand in place of others of its records
  std::vector<const Record*> lost;             ///< what refers to a record that is to be struck: see referring_to()
};
Undoing undoing(const Case&, const Write&);

/// Returns the void or the correction that takes the record back.
Record record_that_undoes(const TakenBack&);

/// Returns the records that stand, are not among the struck ones, and refer to one of them. Of these an attendance or a
/// completion no longer counts once that is struck; the others still do.
std::vector<const Record*> referring_to(const Case&, const std::vector<const Record*>& struck);

}  // namespace psp::rules
