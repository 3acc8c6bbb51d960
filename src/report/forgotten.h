// What psp forget tells of a client who is to be forgotten: what goes, and what stays for people to look after.
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
  std::vector<Trace> elsewhere = {};        ///< places that do beside these and git's objects
  std::vector<NotLooked> not_looked = {};   ///< of the ledger's files and of those
  std::size_t unread = 0;                   ///< files of no text, or too large, there
  HistorySearch history = {};
  std::optional<Date> done = std::nullopt;  ///< the day on which the file went; nothing while it is there
  std::string by = {};

  /// False where something there is was not looked at. That there is no repository is no such thing.
  bool looked_everywhere() const {
    return not_looked.empty() && (!history.not_looked || !history.there) && history.missing == 0;
  }
};

}  // namespace psp::report
