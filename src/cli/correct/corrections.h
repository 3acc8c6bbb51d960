// What void and undo say of the records that they strike, before they ask and afterwards.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "model/case.h"

namespace psp::cli {

/// A case that is struck as a whole.
Message whole_case_words(const Case&);

/// What becomes of the records that refer to what is struck (rules::referring_to); `by` is who strikes.
std::vector<Message> lost_words(const std::vector<const Record*>& lost, const std::string& by);

/// Shows a person at a terminal what will be struck, and asks, unless --yes. Throws a Failure (Exit::usage) where that
/// is a no.
void confirm_strike(const Context&, const std::vector<Message>& what, const Message& question);

}  // namespace psp::cli
