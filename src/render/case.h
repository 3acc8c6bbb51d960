// One case as a chronology.
#pragma once

#include <string>
#include <vector>

#include "model/case.h"
#include "rules/chronology.h"
#include "rules/privacy/redaction.h"
#include "rules/status.h"

namespace psp::render {

/// Return a case, as text or JSON. `now` is the intake in force; `left_out` says what a redacted case lacks, and is
/// null if it is whole.
std::string case_text(const Case&, const Intake& now, const rules::CaseStatus&, const std::vector<rules::Happening>&,
                      const rules::LeftOut* left_out, Language, bool colour);
std::string case_json(const Case&, const Intake& now, const rules::CaseStatus&, const std::vector<rules::Happening>&,
                      const rules::LeftOut* left_out);

}  // namespace psp::render
