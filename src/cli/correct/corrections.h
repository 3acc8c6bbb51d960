// What void and undo say of the records that they strike, before they ask and afterwards.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "model/case.h"

namespace psp::cli {

/// Returns what a case that is struck as a whole is: its id, its client, its day and how many records it has.
Message whole_case_words(const Case&);

/// Returns what becomes of each record that refers to what is struck (rules::referring_to). `by` is who strikes;
/// another's record is told with who wrote it.
std::vector<Message> lost_words(const std::vector<const Record*>& lost, const std::string& by);

/// Shows a person at a terminal what will be struck, and asks, unless --yes. Throws a Failure (Exit::usage) if the
/// answer is no.
void confirm_strike(const Context&, const std::vector<Message>& what, const Message& question);

}  // namespace psp::cli
