// Counts the month report. No case is kept: each adds its share to the count, so that the memory needed grows with the
// number of cases and not with what is written in them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"
#include "model/office.h"
#include "report/figures.h"
#include "report/period.h"
#include "rules/history.h"

namespace psp::report {

/// What a report is asked for.
struct Question {
  Period period;
  Date today;  ///< a period that has not ended is counted up to this day
  std::optional<rules::KnownAt> known_at = {};
  By by = By::all;
  std::int64_t suppress = 0;  ///< counts from 1 to suppress - 1 are not to be seen; 0, or 3 and more
  bool same_clients = false;  ///< a reference means the same person in every ledger
};

/// A stretch of days that a report counts: its own period, one beside it for comparison, or one of twelve months.
struct Stretch {
  Period period;
  rules::AsOf as_of;
  bool month = false;  ///< one of the twelve months, for which cases and sessions alone are counted
};

/// Returns in order the period, the one before, the same a year earlier, and twelve months up to the as-of day's.
std::vector<Stretch> stretches_of(const Question&);

/// The groups to which a case belonged on a day: who had it, and what its intake said then.
struct Belonging {
  std::string worker, area, field;
  auto operator<=>(const Belonging&) const = default;
};

/// What a case adds to a number, and the groups to which it then belonged: one of CaseShare::belongings, from 0.
struct Addition {
  Place place;
  std::size_t to;
  std::int64_t n = 1;
};

/// What one case adds to a report.
struct CaseShare {
  bool there = false;  ///< false for a case opened later, not yet known, or struck whole
  std::string id;
  std::string client;  ///< reference_key(): the same for all spellings of one reference
  std::string service;
  Date opened;
  bool family = false;  ///< a household of more than one
  std::vector<Belonging> belongings;
  struct InStretch {
    std::vector<Addition> additions;
    std::set<std::size_t> held_by;         ///< the groups in which it was when a session was held
    std::optional<std::size_t> opened_by;  ///< the groups in which it was opened; nothing if not in the stretch
  };
  std::vector<InStretch> stretches;  ///< in the order of stretches_of()
};

/// Returns what the case adds. Several threads may call it at once.
CaseShare share_of(const rules::History& whole, const Office&, const Question&);

/// Returns the share as it counts in the sum of several ledgers: `name`, this ledger's, stands before its workers, its
/// id, and its client (`name/ana`), the last unless a reference means the same person in all ledgers.
CaseShare share_in_sum(CaseShare, const std::string& name, const Question&);
/// Returns `name/ana`.
std::string name_in_sum(const std::string& worker, const std::string& name);

/// The numbers of cases that each worker has open at the end.
struct Caseload {
  std::map<std::string, std::int64_t> workers;
  std::map<std::string, Shown> covered = {};  ///< the workers whose numbers are not to be seen
  static constexpr auto bins = std::to_array<std::string_view>({"0-9", "10-19", "20-29", "30+"});
  Shown seen(const std::string& worker) const;
  /// Returns how many workers are in each of `bins`; nothing if a worker's number is covered, for this could tell it.
  std::optional<std::array<std::int64_t, bins.size()>> in_bin() const;
};

struct Count {
  Period period;
  Date as_of;                 ///< its last day, or today if that is earlier
  std::vector<Group> groups;  ///< all cases first; then, if that is asked for, one for each key, in order
  Caseload caseload;
};

struct Report {
  std::string ledger;  ///< the office's name
  By by = By::all;
  Count now, before, year_earlier;  ///< with the same groups, in the same order
  std::vector<Count> months;        ///< the last twelve, all cases in one group
};

/// What a report rests on, so that it can be made again and compared.
struct Proof {
  std::string version;          ///< of psp
  std::string policies;         ///< digest of psp.toml (sha256sum)
  std::string cases;            ///< digest of the list of the case files' digests (sha256_of_list)
  std::string commit;           ///< of git; "" if there is none
  bool changed = false;         ///< psp.toml or a case file is not as it is in that commit
  bool commit_unknown = false;  ///< git did not answer whether there is a commit, and which
};

/// The report of one ledger, with what it rests on and what could not be read.
struct OfLedger {
  std::string name;  ///< the name that stands before its workers in the sum; "" if it is the only ledger
  Report report;
  Proof proof;
  std::vector<Diagnostic> errors;
};

/// What psp report prints: the report of each ledger, and of several their sum.
struct Reports {
  Question question;
  std::vector<OfLedger> ledgers;  ///< never empty
  std::optional<Report> sum;
};

/// Adds up the shares of cases; their order makes no difference. Threads must not call add() at once.
class Tally {
 public:
  /// The caseload has these workers, and others who have a case.
  Tally(const Question&, const std::set<std::string>& workers);

  void add(const CaseShare&);
  Report report(std::string ledger) const;

 private:
  struct InGroup {
    Numbers numbers;
    std::set<std::string> clients, families;              // with a held session
    std::map<std::string, std::set<std::string>> opened;  // clients with the ids of their cases opened
  };
  struct InStretch {
    InGroup all;
    std::map<std::string, InGroup> groups;
    Caseload caseload;
  };
  struct First {
    Date opened;
    std::string id;
    auto operator<=>(const First&) const = default;
  };
  const std::string& key_of(const CaseShare&, const Belonging&) const;
  Numbers finished(const InGroup&) const;
  Count count(std::size_t stretch, const std::set<std::string>& keys) const;

  Question question_;
  std::vector<Stretch> asked_;
  std::vector<InStretch> stretches_;
  std::map<std::string, First> first_cases_;  // of each client
};

}  // namespace psp::report
