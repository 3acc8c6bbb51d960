// The end of a case, by a person's decision and on evidence.
#pragma once

#include <string>
#include <vector>

#include "actions/record.h"

namespace psp::actions {

/// Throws the Failure with which a closure on this day would end on whatever ground, so that nobody is asked for one
/// for nothing.
void refuse_closing(const Occasion&, const std::string& case_id, Date day);

/// Returns what speaks against this closure and does not forbid it: evidence that is advisable, grounds that were
/// passed over. Throws a Failure if the case does not take it.
std::vector<Message> doubts_about_closure(const Occasion&, const std::string& case_id, const Record& closure);

}  // namespace psp::actions
