// Grounds for closing a case (L6, L4.3, S7.3) and the evidence that each needs. psp never closes a case by itself.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "model/message.h"
#include "rules/standing.h"

namespace psp::rules {

struct GroundRow {
  Ground ground;
  std::string_view source;  ///< rule ids
  std::string_view help;    ///< the ground in a sentence
  std::string_view needs;   ///< the evidence it needs, in a sentence; "" where it needs none
};

/// In the order of the vocabulary.
std::span<const GroundRow> ground_rows();
const GroundRow& ground_row(Ground);

/// A closure, written or about to be, and the case as it stands. What it rests on is of the episode that it closes, and
/// is judged by the settings of the closing's day. Papers, reviews and agreements may come later than the closing; the
/// run of missed sessions alone is that of its own day.
struct Closing {
  const Closure& closure;
  const Standing& now;
};

/// What the ground of the closure needs and does not find, in words; empty where it is supported.
std::vector<Message> missing_evidence(const Closing&);

/// What the closing would leave behind: sessions after its day, planned or of which nobody recorded what became, open
/// tasks, what was not covered; and, for missed sessions, absences of the run of which nobody recorded whether they
/// were justified or told beforehand.
std::vector<Message> passed_over(const Closing&);

/// What should be there besides, without being needed: an onward referral where the service is not suitable (L6.3).
std::vector<Message> advisable_evidence(const Closing&);

}  // namespace psp::rules
