// What psp doctor found, a line each, as text and JSON.
#pragma once

#include <string>
#include <vector>

#include "model/office.h"
#include "report/doctor_findings.h"

namespace psp::render {

/// Return the findings, as text or JSON: in text a line each, with a line for the command that helps, if there is one.
std::string doctor_text(const std::vector<report::NamedHealthFinding>&, Language);
std::string doctor_json(const std::vector<report::NamedHealthFinding>&);

}  // namespace psp::render
