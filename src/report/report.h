// The month report as values: cases in, numbers out. No case is kept: each adds its share to the count, so that memory
// grows with the number of cases and not with what is written in them.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/case.h"
#include "model/office.h"
#include "report/figures.h"
#include "report/period.h"
#include "rules/history.h"

namespace psp::report {

enum class By { all, worker, service, area, field };

}  // namespace psp::report

namespace psp {
PSP_WORDS(report::By, "all", "worker", "service", "area", "field");
}  // namespace psp

namespace psp::report {

/// What a report is asked for.
struct Question {
  Period period;
  Date today;  ///< a period that has not ended is counted up to this day
  std::optional<rules::KnownAt> known_at = {};
  By by = By::all;
};

/// One of the stretches that a report counts: its own, those that it is held against, and the last twelve months.
struct Stretch {
  Period period;
  rules::AsOf as_of;
  bool month = false;  ///< one of the twelve months, for which cases and sessions alone are counted
};

/// In order: the period, the one before, the same a year earlier, then twelve months, the period's last one at the end.
std::vector<Stretch> stretches_of(const Question&);

/// What a case adds to a number, and in whose hands it then was.
struct Addition {
  Place place;
  std::string worker;
  std::int64_t n = 1;
};

/// What one case adds to a report.
struct CaseShare {
  bool there = false;  ///< false for a case opened later, not yet known, or struck whole
  std::string id, client, service, area, field;
  Date opened;
  bool family = false;  ///< a household of more than one
  struct InStretch {
    std::vector<Addition> additions;
    std::set<std::string> held_by;         ///< the workers in whose hands a session was held
    std::optional<std::string> opened_by;  ///< where it was opened in the stretch: in whose hands
  };
  std::vector<InStretch> stretches;  ///< as stretches_of() has them
};

CaseShare share_of(const Case&, const Office&, const Question&);

struct Group {
  By by = By::all;
  std::string key;
  Numbers numbers;
};

/// How many cases are open at the end, a worker; and how many workers have so many.
struct Caseload {
  std::map<std::string, std::int64_t> workers;
  static constexpr auto bins = std::to_array<std::string_view>({"0-9", "10-19", "20-29", "30+"});
  std::array<std::int64_t, bins.size()> in_bin() const;
};

struct Count {
  Period period;
  Date as_of;                 ///< its last day, or today if that is earlier
  std::vector<Group> groups;  ///< all cases first; then, where it is asked for, one a key, in order
  Caseload caseload;
};

struct Report {
  std::string ledger;  ///< the office's name
  By by = By::all;
  Count now, before, year_earlier;  ///< with the same groups, in the same order
  std::vector<Count> months;        ///< the last twelve, all cases in one group
};

/// Adds up the shares of cases; the order in which they come makes no difference.
class Tally {
 public:
  /// The caseload tells of the workers of the office, and of those who have a case.
  Tally(const Question&, const Office&);

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
  const std::string& key_of(const CaseShare&, const std::string& worker) const;
  Numbers finished(const InGroup&) const;
  Count count(std::size_t stretch, const std::set<std::string>& keys) const;

  Question question_;
  std::vector<Stretch> asked_;
  std::vector<InStretch> stretches_;
  std::map<std::string, First> first_cases_;  // of each client
};

}  // namespace psp::report
