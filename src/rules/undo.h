// Undo takes back the records of a worker's last write: it strikes them, corrects back those that are corrections, and
// has those stand again that were struck to go to another case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/history.h"

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

/// A record of a write of which something still counts.
struct Stake {
  const Record* written;  ///< as that write wrote it
  const Record* now;      ///< what counts of it: itself, the record by which undo brought it back, or a correction
  bool corrected;         ///< it is a correction

  /// Returns the record as the write left it: as undo brought it back, where it did.
  const Record* left() const { return corrected ? written : now; }
};

/// What a write put into one case.
struct WriteInCase {
  Write write;
  bool opening;               ///< it is the opening of the case, which is no record
  std::vector<Stake> stakes;  ///< in the order of the file; none for an opening
};

/// Returns the writes of this worker of which something still counts in the case, as written or corrected since, the
/// last one last; the opening of the case is a write too. What undo wrote belongs to the write that it brought back. Of
/// two writes at one instant the one further down in the file is the last. `whole` is the case's whole_history().
std::vector<WriteInCase> standing_writes(const History& whole, std::string_view by);

/// Returns the last of them; nothing if the worker has none.
std::optional<Write> last_write(const Case&, std::string_view by);

/// Returns the record that this one corrected, or the one that it struck to go to another case; null for any other.
const Record* before_it(const Record&, const History&);

/// Returns the command that made a write, from its records as it wrote them; `open` if there are none.
std::string_view command_of(const std::vector<const Record*>& written);

/// One record of a write that is taken back.
struct TakenBack {
  const Record* record;   ///< as it stands now; a strike that is taken back is that strike
  const Record* before;   ///< what is to stand again: what it corrected, or what it struck; null if it is to be struck
  const Record* written;  ///< as the write wrote it
};

/// What taking back a write means for a case, into which it points.
struct Undoing {
  std::vector<TakenBack> records;              ///< in the order of the file; none if the write is the opening alone
  std::vector<const Record*> corrected_since;  ///< the corrections that stand in place of others of its records
  std::vector<const Record*> lost;             ///< what refers to a record that is to be struck: see referring_to()
};
Undoing undoing(const Case&, const Write&);

/// Returns the void or the correction that takes the record back. What it refers to is as it was before.
Record record_that_undoes(const TakenBack&);

/// When undo took something back, and when that had been written.
struct Undone {
  Moment at, of;
};
/// Returns what this worker has taken back in the case.
std::vector<Undone> undone_by(const History& whole, std::string_view by);

/// Returns the worker's last strike in the case by `void`, which nothing takes back; null if there is none.
const Record* last_strike(const Case&, std::string_view by);

/// Returns the records that stand, are not among the struck ones, and refer to one of them. Of these an attendance or a
/// completion no longer counts once that is struck; the others still do.
std::vector<const Record*> referring_to(const Case&, const std::vector<const Record*>& struck);

}  // namespace psp::rules
