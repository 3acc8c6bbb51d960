// One case as a chronology.
#pragma once

#include <string>
#include <vector>

#include "model/case.h"
#include "rules/chronology.h"
#include "rules/privacy/redaction.h"
#include "rules/status.h"

namespace psp::render {

/// What is shown of a case.
struct CaseView {
  const Case& of;
  const Intake& now;  ///< the intake in force
  const rules::CaseStatus& status;
  const std::vector<rules::Happening>& happenings;
  const rules::LeftOut* left_out;                   ///< what a redacted case lacks; null if it is whole
  const std::vector<rules::CaseStatus>& household;  ///< the other cases of the household, by id
};

/// Return a case, as text or JSON.
std::string case_text(const CaseView&, Language, bool colour);
std::string case_json(const CaseView&);

}  // namespace psp::render
