// What psp forget tells of a client who is to be forgotten: what goes, and what stays for people to look after.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/history_search.h"
#include "rules/status.h"

namespace psp::report {

struct Forgetting {
  std::string client;
  std::vector<rules::CaseStatus> cases;  ///< of this client, as they stand
  std::vector<Diagnostic> texts;         ///< places that still tell who the client is
  std::vector<std::string> leftovers;    ///< other files that bear the reference in people/ or in the drafts
  std::size_t unread = 0;                ///< files of no text
  HistorySearch history;
  std::vector<Diagnostic> errors;  ///< case files that cannot be read
  std::optional<Date> done;        ///< the day on which the file went; nothing while it is there
  std::string by;
};

}  // namespace psp::report
