// All open cases of a worker to another, in one write.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "actions/moment.h"
#include "actions/read_cases.h"
#include "actions/record.h"
#include "report/handover.h"

namespace psp::actions {

/// Tells what a handover would do, from a look at all cases.
struct HandoverLook {
  report::HandoverQuestion question;  ///< as it was asked; of a handover back, with who has the cases
  std::vector<std::string> cases;     ///< that go, by id
  std::vector<Message> refusals;      ///< cases that would go, and cannot
  std::vector<Message> stays;         ///< why others do not go, though they are, or come, into the old worker's hands
  std::size_t managed = 0;            ///< open cases of which the old worker is the case manager
  std::set<std::string> workers, services;  ///< known to psp.toml or to a case
  CasesRead read;
  MomentOfWrite moment;
  std::optional<rules::Write> back;  ///< the handover whose cases go back
};

struct HandoverRequest {
  report::HandoverQuestion question;
  Record transfer;
  /// Throws a Failure if the question names a worker or a service that nobody knows.
  std::function<void(const HandoverLook&)> refuse_names;
  bool back = false;  ///< what `question.to` last handed over goes back to them; `question.from` is still to be found
};

/// Returns what a handover would do; a file that cannot be read hides none of the others. Throws a Failure: see
/// refuse_names; and (Exit::usage) where a case cannot go, or, of a handover back, none can.
///
/// The last handover of a worker is the last write that consists of transfers alone by which cases left the worker's
/// hands for those of another: what was written by one person at one moment and, where it went to several cases, shares
/// `write`.
HandoverLook look_at_handover(const Occasion&, const HandoverRequest&);

/// Returns the same for a handover that is to be written: throws a Failure (Exit::data), too, where a file cannot be
/// read, for psp must know of each case whose it is.
HandoverLook look_to_hand_over(const Occasion&, const HandoverRequest&);

/// Returns the cases as they would be, and writes nothing. Throws a Failure as record() does.
std::vector<Case> drafted_handover(const Occasion&, const HandoverRequest&, const HandoverLook&);

struct HandedOver {
  WrittenAll written;
  HandoverLook look;  ///< under the lock
};

/// Hands the cases over, all or none. Throws a Failure as look_to_hand_over() and record_all() do; and where other
/// cases go than those that a person agreed to.
HandedOver hand_over(const Occasion&, const HandoverRequest&,
                     const std::optional<std::vector<std::string>>& agreed = std::nullopt);

}  // namespace psp::actions
