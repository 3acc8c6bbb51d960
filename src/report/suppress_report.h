// Hides the small numbers of a report, and those that would give them away (psp report --suppress).
#pragma once

#include "report/report.h"

namespace psp::report {

/// Marks in every group and caseload of the reports, and of their sum, which numbers are not to be seen
/// (Group::covered, Caseload::covered): the counts from 1 to `question.suppress` - 1, and those from which these could
/// be worked out by the sums within a report, between its groups, periods and months, and between ledgers
/// (suppression.h). Marks nothing if `suppress` is 0.
void cover(Reports&);

}  // namespace psp::report
