// Days by which something is to be done in a case. A flag tells that a deadline has passed, the agenda when it will.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/standing.h"

namespace psp::rules {

struct Deadline {
  Date from;
  std::int64_t days = 0;
  const Record* record = nullptr;  ///< what it runs from; null for the opening of the case

  /// Returns the last day that is in time.
  Date last() const { return from + static_cast<int>(days); }
  bool over_on(Date day) const { return day > last(); }
};

// There is no deadline, and none is returned, if the setting named with it is 0.

/// Returns the deadline by which a session is to be held or planned (`stale_after_days`): in an active case without a
/// planned session, from the latest of the last held session, the first day of the episode and the last resumption.
std::optional<Deadline> session_deadline(const Standing&);

/// Returns, in order of day, those of the onward referrals of the episode without response (`answer_after_days`).
std::vector<Deadline> answer_deadlines(const Standing&);

/// Returns, in order of day, the reviews of the episode of which nobody told the case manager (L4.4).
std::vector<Counted<Review>> untold_reviews(const Standing&);

/// Returns, in order of day, the deadlines by which the case manager is to be told of them (`inform_after_days`).
std::vector<Deadline> inform_deadlines(const Standing&);

/// Returns the deadline by which an agreement is to follow the last held session (S7.3, `agreement_after_days`);
/// nothing if there is one, the case is closed, or a session is planned.
std::optional<Deadline> agreement_deadline(const Standing&);

/// Returns the last day on which a closed file is to be kept (`retention_years`); nothing for an open case.
std::optional<Date> kept_until(const Standing&);

}  // namespace psp::rules
