// What a case takes in the state in which it is.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "rules/standing.h"

namespace psp::rules {

struct Refusal {
  Refusal(Message m, std::vector<Message> l = {}) : message(std::move(m)), lacks(std::move(l)) {}
  Message message;
  std::vector<Message> lacks;  ///< what is missing, one by one
};

/// Why the case, standing as it does today, does not take this new record, and what to do instead; nothing where it
/// does. A closed case takes no session, suspension, resumption, transfer or second closure; a closure needs its
/// ground's evidence, or an override; a case struck whole takes nothing. What lies ahead is judged as of its own day;
/// what is dated back must fit in on that day as well. A record that replaces another is taken, unless it puts a
/// session at the time of another one.
std::optional<Refusal> refuse_record(const Standing& today, const Record&);

/// The sessions that an attendance of this outcome may tell of: those without one whose day has come; a cancelled
/// or rescheduled one may lie ahead. In order of time.
std::vector<const Appointment*> awaiting(const Standing&, Outcome);

}  // namespace psp::rules
