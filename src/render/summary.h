// A record in the few words that tell of its writing, its correction or its end.
#pragma once

#include <string>

#include "model/office.h"
#include "model/record.h"

namespace psp::render {

/// Returns the words that say what a record is: `session 7kq2mf 2026-11-25T10:00:00`.
std::string summary(const Record&, Language);

/// Returns what a correction changes: `minutes 45 → 50`; "" if it changes nothing.
std::string changed_words(const Record& before, const Record& after, Language);

/// Returns what a record that is to be struck is and says, for the question before that.
std::string strike_words(const Record&, Language);

}  // namespace psp::render
