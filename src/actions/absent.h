// A worker's days away: what becomes of the sessions that are planned then, over all cases in one write.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "actions/moment.h"
#include "actions/read_cases.h"
#include "actions/record.h"
#include "report/absence.h"

namespace psp::actions {

struct AbsenceRequest {
  report::AbsenceQuestion question;
  std::function<Date(Date)> day_instead = {};  ///< for AbsenceWay::move: returns the day in place of another
  std::string reason = {};                     ///< stands in each attendance
  std::string note = {};                       ///< stands in each record
  /// Throws a Failure if the worker is none of those that psp.toml or a case knows.
  std::function<void(const std::set<std::string>& known)> refuse_names = [](const auto&) {};
};

/// Tells what an absence means, from a look at all cases.
struct AbsenceLook {
  std::vector<report::AbsentSession> sessions;
  std::vector<Message> refusals;  ///< cases that would go to another worker, and cannot
  std::vector<Message> doubts;    ///< see report::doubts_about_absence()
  std::set<std::string> workers;  ///< known to psp.toml or to a case
  CasesRead read;
  MomentOfWrite moment;

  /// Returns the cases of the sessions, sorted and each once.
  std::vector<std::string> cases() const;
};

/// Returns what the absence would do; a file that cannot be read hides none of the others. Throws a Failure: see
/// refuse_names; and (Exit::usage) where a case cannot go to the other worker.
AbsenceLook look_at_absence(const Occasion&, const AbsenceRequest&);

/// Returns the same for an absence that is to be written: throws a Failure (Exit::data), too, where a file cannot be
/// read, for psp must know of each session whose it is.
AbsenceLook look_to_be_absent(const Occasion&, const AbsenceRequest&);

/// Throws the Failure with which be_absent() would end where a case does not take its records; writes nothing.
void refuse_absence(const Occasion&, const AbsenceRequest&, const AbsenceLook&);

/// Has each session moved or called off, or its case given to the other worker and back, all or none. What is still
/// planned in a closed case is called off. Throws a Failure
/// as look_to_be_absent() and record_all() do; and where other sessions lie in the days than in `agreed`.
WrittenAll be_absent(const Occasion&, const AbsenceRequest&, const AbsenceLook& agreed);

}  // namespace psp::actions
