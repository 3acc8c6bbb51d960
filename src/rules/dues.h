// What there is to do in a case, with the day by which it is to be done. A row of the table of flags, or of the
// agenda's own, names one of these functions: most find what a flag tells, and give it a day.
#pragma once

#include <vector>

#include "model/message.h"
#include "rules/standing.h"

namespace psp::rules {

struct Flag;

/// One thing to do.
struct Due {
  Date day;
  const Record* about = nullptr;  ///< the record that it is about; null for the case itself
  std::vector<const Record*> evidence;
  Message message;
  const SessionStanding* session = nullptr;  ///< the planned session that it is; null for all other kinds
};
using Dues = std::vector<Due>;

}  // namespace psp::rules

namespace psp::rules::due {

/// Finds what is owed on the day since which the flag holds.
Dues at_once(const Standing&, const Office&, const Flag*);
/// Finds what is to be done by the next planned session; without one, on the day since which the flag holds.
Dues by_next_session(const Standing&, const Office&, const Flag*);
/// Finds what is wanted before the first session, and overdue once one was held. It is about the case itself.
Dues by_first_session(const Standing&, const Office&, const Flag*);
/// Finds a thing to do for each record that the flag rests on, owed on the record's own day.
Dues each_at_once(const Standing&, const Office&, const Flag*);
Dues sessions(const Standing&, const Office&, const Flag*);
Dues attendances(const Standing&, const Office&, const Flag*);
Dues evaluations_of_change(const Standing&, const Office&, const Flag*);
/// Finds a review, due with the session that reaches `review_after`: one that was held, or else the planned one that
/// would reach it if it and those before it are held (L4.2).
Dues review(const Standing&, const Office&, const Flag*);
Dues notices(const Standing&, const Office&, const Flag*);
Dues answers(const Standing&, const Office&, const Flag*);
Dues next_session(const Standing&, const Office&, const Flag*);
Dues agreement(const Standing&, const Office&, const Flag*);
Dues tasks(const Standing&, const Office&, const Flag*);
/// Finds the last day of the last plan of the episode, by date, then place. It is never overdue.
Dues ends_of_plans(const Standing&, const Office&, const Flag*);
/// Finds the end of the years of retention. It is never overdue: psp status tells it from then on.
Dues retention(const Standing&, const Office&, const Flag*);

}  // namespace psp::rules::due
