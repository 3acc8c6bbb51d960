// Reads what was written down in cases, in the order of its writing.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "actions/read_cases.h"
#include "report/log_entry.h"
#include "rules/privacy/redaction.h"

namespace psp::actions {

struct LogRequest {
  std::vector<std::string> cases;               ///< by id
  Date since = first_date, until = last_date;   ///< on which it was written down, both counted in
  std::optional<std::string> writer = {};       ///< a worker's key; nothing for all
  std::optional<rules::Redaction> copies = {};  ///< makes the copies of --redact; nothing if all is shown
  const People* names = nullptr;                ///< by which clients are shown; null for none
  bool references = false;                      ///< else they are shown by their references, if at all
};

struct Log {
  std::vector<report::LogEntry> entries = {};
  std::set<std::string> writers = {};  ///< all who wrote in these cases, at whatever time
  CasesRead read = {};
};

/// Returns what was written down, of what can be read.
Log read_log(const store::Ledger&, const LogRequest&);

}  // namespace psp::actions
