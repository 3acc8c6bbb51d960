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

/// Why the case, standing as it does, does not take this new record, and what to do instead; nothing where it does.
/// A closed case takes no session, suspension, resumption, transfer or second closure; a closure needs its ground's
/// evidence, or an override. A record that replaces another is taken; a case struck whole takes
/// nothing.
std::optional<Refusal> refuse_record(const Standing&, const Record&);

/// Why the case, standing as it did on the day of this record, does not take it: a closure, reopening, suspension or
/// resumption must fit in on that day, and a session or transfer not lie where the case was closed. Nothing where it
/// does take it, and for all other records. refuse_record() asks of the case as it stands now: what is dated back must
/// fit in both.
std::optional<Refusal> refuse_dated_back(const Standing& on_its_day, const Record&);

/// The sessions that an attendance of this outcome may tell of: those without one whose day has come; a cancelled
/// or rescheduled one may lie ahead. In order of time.
std::vector<const Appointment*> awaiting(const Standing&, Outcome);

}  // namespace psp::rules
