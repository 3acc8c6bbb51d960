// The end of a case, by a person's decision and on evidence.
#pragma once

#include <string>
#include <vector>

#include "actions/record.h"

namespace psp::actions {

/// A closure, and what becomes of the appointments that lie behind it.
struct ClosingRequest {
  std::string case_id;
  Record closure;
  bool calls_off = false;  ///< the sessions behind it are called off in the same write
};

/// Returns when the sessions are that such a closing calls off: the planned ones that are yet to begin, and do not lie
/// before its day. Throws a Failure if the case cannot be read.
std::vector<LocalTime> sessions_behind(const Occasion&, const ClosingRequest&);

/// Closes the case. Throws a Failure as record() does.
WrittenOne close(const Occasion&, const ClosingRequest&);

/// Throws the Failure with which a closure on this day would end on whatever ground, so that nobody is asked for one
/// for nothing.
void refuse_any_closing(const Occasion&, const std::string& case_id, Date day);

/// Throws the Failure with which close() would end; writes nothing.
void refuse_closing(const Occasion&, const ClosingRequest&);

/// Returns what speaks against this closure and does not forbid it: evidence that is advisable, grounds that were
/// passed over. Throws a Failure if the case does not take it.
std::vector<Message> doubts_about_closure(const Occasion&, const ClosingRequest&);

}  // namespace psp::actions
