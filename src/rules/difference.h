// What differs between two states of a case or of a ledger: records that were added, removed or changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"

namespace psp::rules {

struct FieldChange {
  const FieldRow* row;
  std::optional<Value> before, after;  ///< nothing if it is not set
};

struct RecordChange {
  Record after;
  std::vector<FieldChange> fields;
};

struct CaseDifference {
  std::string id;
  bool opened = false;  ///< there was no such case before
  bool gone = false;    ///< there is no such case after
  Header header;        ///< the later one; the earlier one if the case is gone
  std::vector<FieldChange> header_changes, intake_changes;
  std::vector<Record> added, removed;  ///< in the order of the file
  std::vector<RecordChange> changed;

  bool any() const {
    return opened || gone || !header_changes.empty() || !intake_changes.empty() || !added.empty() || !removed.empty() ||
           !changed.empty();
  }
};

/// Compares two states of a case; null means that there is no such case, and at most one may be null. Records are the
/// same if kind and id are, wherever they stand.
CaseDifference difference(const Case* before, const Case* after);

/// What differs between two states of a ledger.
struct Differences {
  std::string from = {}, to = {};  ///< commits; "" for the files as they are
  std::vector<CaseDifference> cases = {};
  bool office_changed = false;          ///< psp.toml differs
  std::vector<Diagnostic> errors = {};  ///< files that cannot be read on one of the sides
};

}  // namespace psp::rules
