// Small numbers of a report covered, with what would give them away.
#pragma once

#include "report/report.h"

namespace psp::report {

/// Marks in every group and caseload of the reports, and of their sum, which numbers are not to be seen where a count
/// from 1 to `question.suppress` - 1 must not be: themselves, and those from which they could be worked out by the
/// sums that hold in a report, between its groups, its periods and months, and several ledgers (see suppression.h).
/// Nothing is marked where `suppress` is 0.
void cover(Reports&);

}  // namespace psp::report
