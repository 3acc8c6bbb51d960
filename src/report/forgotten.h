// What psp forget tells of a client: what it deletes, and what still tells who the client is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/traces.h"
#include "rules/status.h"

namespace psp::report {

struct Forgetting {
  std::string client;
  std::vector<rules::CaseStatus> cases;     ///< of this client, as they stand
  std::vector<Diagnostic> errors = {};      ///< case files that cannot be read
  std::vector<Diagnostic> texts = {};       ///< places in the ledger's files that still tell who the client is
  std::vector<std::string> leftovers = {};  ///< other files that bear the reference in people/ or in the drafts
  std::vector<Trace> elsewhere = {};        ///< places besides the ledger's files and git's objects that do
  std::vector<NotLooked> not_looked = {};   ///< places of either kind that could not be searched
  std::size_t unread = 0;                   ///< files of either kind that are no text, or too large
  HistorySearch history = {};
  std::optional<Date> done = std::nullopt;  ///< the day on which the file was deleted; nothing while it is there
  std::string by = {};

  /// Returns false if a place was not searched. That there is no repository to search does not matter.
  bool looked_everywhere() const {
    return not_looked.empty() && (!history.not_looked || !history.there) && history.missing == 0;
  }
};

}  // namespace psp::report
