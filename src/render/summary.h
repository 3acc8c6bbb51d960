// A record in the few words that tell of its writing, its correction or its end.
#pragma once

#include <string>
#include <vector>

#include "model/case.h"
#include "model/office.h"
#include "model/record.h"

namespace psp::render {

/// Returns what a record says in few words: when, what, and last what it is with its id: `Wed 2026-11-25 10:00 · office
/// · session 7kq2mf`.
std::string summary(const Record&, Language);

/// Returns the line that tells of records written to a case, which stand in `after`: the case, whose it is (`who`),
/// then of each what summary() says, an attendance with the time of its session, a void with what it strikes. A time is
/// said once for records that follow one another. A correction says what was and what is.
std::string echo(const std::string& who, const Case& before, const Case& after, const std::vector<Record>& added,
                 Language);

/// Returns what a correction changes: `minutes 45 → 50`; "" if it changes nothing.
std::string changed_words(const Record& before, const Record& after, Language);

/// Returns what a record that is to be struck is and says, for the question before that.
std::string strike_words(const Record&, Language);

}  // namespace psp::render
