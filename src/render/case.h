// One case as a chronology.
#pragma once

#include <string>
#include <vector>

#include "model/case.h"
#include "rules/chronology.h"
#include "rules/status.h"

namespace psp::render {

std::string case_text(const Case&, const rules::CaseStatus&, const std::vector<rules::Happening>&, Language,
                      bool colour);
std::string case_json(const Case&, const rules::CaseStatus&, const std::vector<rules::Happening>&, Language);

}  // namespace psp::render
