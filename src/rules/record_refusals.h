// Refuses records that a case does not take in its present state.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/standing.h"

namespace psp::rules {

struct Refusal {
  Refusal(Message m, std::vector<Message> l = {}) : message(std::move(m)), lacks(std::move(l)) {}
  Message message;
  std::vector<Message> lacks;  ///< what is missing, one by one
};

/// Returns why the case does not take this new record, and what to do instead; nothing if it does. psp-rules(7),
/// GROUNDS, lists what is refused. A record of a later day is judged as of its own day; one that is dated back must fit
/// in on that day as well as today. A record that replaces another is taken, unless it moves a session to the time of
/// another one. The record must have the required fields of its kind.
std::optional<Refusal> refuse_record(const Standing& today, const Record&);

/// Returns why a record that was written into the wrong case cannot go to another one, and what to do instead; nothing
/// if it can. `id` is that of the case in which it stands.
std::optional<Refusal> refuse_to_refile(const Record&, std::string_view id);

/// Returns the sessions of the episode that an attendance of this outcome may be about, in order of time: those without
/// one whose day has come; for a cancelled or rescheduled one also those ahead.
std::vector<const SessionStanding*> awaiting(const Standing&, Outcome);

}  // namespace psp::rules
