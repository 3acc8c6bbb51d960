// Terms by which something is to be done in a case. A flag tells that a term has run out, the agenda when it will.
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

  /// Returns the last day that is in time.
  Date last() const { return from + static_cast<int>(days); }
  bool over_on(Date day) const { return day > last(); }
};

// A term does not run, and is not returned, if the setting named with it is 0.

/// Returns the term by which a session is to be held or planned (`stale_after_days`): in an active case without a
/// planned session, from the latest of the last held session, the first day of the episode and the last resumption.
std::optional<Term> session_term(const Standing&);

/// Returns, in order of day, the terms of the onward referrals of the episode without response (`answer_after_days`).
std::vector<Term> answer_terms(const Standing&);

/// Returns, in order of day, the reviews of the episode of which nobody told the case manager (L4.4).
std::vector<Entry<Review>> untold_reviews(const Standing&);

/// Returns, in order of day, the terms by which the case manager is to be told of them (`inform_after_days`).
std::vector<Term> inform_terms(const Standing&);

/// Returns the term by which an agreement is to follow the last held session (S7.3, `agreement_after_days`); nothing if
/// there is one, the case is closed, or a session is planned.
std::optional<Term> agreement_term(const Standing&);

/// Returns the last day on which a closed file is to be kept (`retention_years`); nothing for an open case.
std::optional<Date> kept_until(const Standing&);

}  // namespace psp::rules
