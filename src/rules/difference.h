// What was recorded between two states of a case, or of a ledger: which records came, which are gone, what in others is
// not as it was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"

namespace psp::rules {

/// A field that is not as it was; nothing where it is not set.
struct FieldChange {
  std::string name;
  std::optional<Value> before, after;
};

struct RecordChange {
  Record after;
  std::vector<FieldChange> fields;
};

struct CaseDifference {
  std::string id;
  bool opened = false;  ///< there was no such case before
  bool gone = false;    ///< there is none any more
  Header header;        ///< as it is, or was last
  std::vector<FieldChange> header_changes, intake_changes;
  std::vector<Record> added, removed;  ///< in the order of the file
  std::vector<RecordChange> changed;

  bool any() const {
    return opened || gone || !header_changes.empty() || !intake_changes.empty() || !added.empty() || !removed.empty() ||
           !changed.empty();
  }
};

/// Records are the same by kind and id, wherever they stand. Null: there is no such case; not both.
CaseDifference difference(const Case* before, const Case* after);

/// What was recorded between two states of a ledger.
struct Differences {
  std::string from = {}, to = {};  ///< commits; "" for the files as they are
  std::vector<CaseDifference> cases = {};
  bool office_changed = false;          ///< psp.toml is not the same
  std::vector<Diagnostic> errors = {};  ///< files that cannot be read on one of the sides
};

}  // namespace psp::rules
