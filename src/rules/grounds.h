// Grounds for closing a case (L6, L4.3, S7.3) and the evidence that each needs. psp never closes a case by itself.
#pragma once

#include <vector>

#include "model/message.h"
#include "rules/standing.h"

namespace psp::rules {

/// A closure, written or about to be written, and the case as it stands. Its evidence is that of the episode, also of
/// later days than the closing, but the run of missed sessions is that of the day of the closing; all is judged by the
/// settings of that day. The closure must have a date and a ground.
struct Closing {
  const Closure& closure;
  const Standing& now;
};

/// Returns the evidence that the ground needs and that is missing; none if the closure is supported.
std::vector<Message> missing_evidence(const Closing&);

/// Returns what the closing would leave behind: sessions after its day, planned ones and ones without attendance, open
/// tasks, what was not covered; and, on missed-sessions, absences of the run for which nobody recorded whether they
/// were justified or told beforehand.
std::vector<Message> passed_over(const Closing&);

/// Returns evidence that is missing though not needed: on not-suitable, an onward referral (L6.3).
std::vector<Message> advisable_evidence(const Closing&);

}  // namespace psp::rules
