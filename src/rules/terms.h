// Terms that run in a case: by when something is to be done. The flags tell that one ran out, the agenda when it will.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/standing.h"

namespace psp::rules {

struct Term {
  Date from;
  std::int64_t days = 0;
  const Record* record = nullptr;  ///< what it runs from; null for the opening of the case

  /// The last day in time.
  Date last() const { return from + static_cast<int>(days); }
  bool over_on(Date day) const { return day > last(); }
};

// None runs where the service sets no days for it. In all of them struck records do not count, as everywhere.

/// Until when a session is to be held or planned: none is planned in an active case, and `stale_after_days` run from
/// the latest of the last held session, the first day of the episode, the last resumption.
std::optional<Term> session_term(const Standing&);

/// Until when each onward referral of the episode that has no response is to have one (`answer_after_days`), in order
/// of day.
std::vector<Term> answer_terms(const Standing&);

/// The reviews of the episode of which nobody told the case manager (L4.4), in order of day.
std::vector<Entry<Review>> untold_reviews(const Standing&);

/// Until when the case manager is to be told of each of them (`inform_after_days`), in order of day.
std::vector<Term> inform_terms(const Standing&);

/// Until when an agreement is to follow the last held session of an open case (S7.3, `agreement_after_days`): none is
/// there, and no session is planned.
std::optional<Term> agreement_term(const Standing&);

/// The last day on which a closed file is to be kept (`retention_years`).
std::optional<Date> kept_until(const Standing&);

}  // namespace psp::rules
