// The month report, of one ledger or of several.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "actions/read_cases.h"
#include "report/report.h"
#include "store/git/git.h"

namespace psp::actions {

/// A ledger of the report, which must outlive it.
struct ReportedLedger {
  std::string given;  ///< its directory as it was given; "" if it is the only ledger
  std::string name;   ///< by which its workers are told from others'
  const store::Ledger* ledger;
};

/// Throws a Failure (Exit::usage) if the ledger in this directory, given so, is one of these already.
void refuse_twice(const std::vector<ReportedLedger>&, const std::filesystem::path& directory, const std::string& given);

/// Returns the ledger as one beside these. Its name is the last of its directory's path, or `name-2` … where another
/// has that.
ReportedLedger ledger_beside(const std::vector<ReportedLedger>&, const std::string& given, const store::Ledger&);

/// Tells what the reading of a ledger found, apart from the report.
struct LedgerRead {
  CasesRead read;
  std::optional<store::NoAnswer> no_answer;  ///< where git does not tell how the ledger stands
};

/// A report that is made of one ledger after the other. Each case is counted as soon as it is read, and is not kept.
class ReportInMaking {
 public:
  /// Throws a Failure (Exit::data) if one of several ledgers has a psp.toml that cannot be read.
  ReportInMaking(std::vector<ReportedLedger>, const report::Question&);

  /// Reads the next ledger; there must be one. Throws a Failure (Exit::data) if its psp.toml cannot be read.
  LedgerRead read_next();

  /// Returns the report of all ledgers, which must have been read, with small numbers covered.
  report::Reports finished() &&;

 private:
  std::vector<ReportedLedger> ledgers_;
  report::Reports reports_;
  std::optional<report::Tally> sum_;  ///< of several ledgers
};

}  // namespace psp::actions
