// Looks for a text in all that was written down.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actions/read_cases.h"
#include "model/person.h"
#include "report/found.h"

namespace psp::actions {

struct FindRequest {
  std::string text;
  Date today;
  bool open = false;                       ///< only in cases that are not closed
  std::optional<std::string> worker = {};  ///< only in the cases of this worker, by key
  std::optional<Date> since = {};          ///< only in records of this day or later
  const People* people = nullptr;          ///< in whom it is looked for as well; null for none
};

struct FindAnswer {
  report::Found found;
  CasesRead read;
};

/// Returns where the text stands in each text of each record, struck ones too, and of each intake; without a filter
/// also in people and in the providers of psp.toml. Case, marks and the kind of blank make no difference. A case that
/// cannot be read is told in `read`. Throws a Failure (Exit::usage) if there is nothing to look for in the text, or a
/// control character; and as Ledger::office() does.
FindAnswer find_text(const store::Ledger&, const FindRequest&);

}  // namespace psp::actions
