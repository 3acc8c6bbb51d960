// Notices to the case manager and to the client.
#pragma once

#include <string>

#include "actions/record.h"

namespace psp::actions {

/// Records a notice of which nobody said what it is about: to the case manager it is the last review of which they were
/// not told, to the client the intake. Throws a Failure as record() does, and where there is no such review.
WrittenOne record_notice(const Occasion&, const std::string& case_id, const Record& notice);

}  // namespace psp::actions
