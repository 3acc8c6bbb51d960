// What psp doctor found, a line each, as text and JSON.
#pragma once

#include <string>
#include <vector>

#include "model/office.h"
#include "report/findings.h"

namespace psp::render {

std::string doctor_text(const std::vector<report::NamedHealthFinding>&, Language);
std::string doctor_json(const std::vector<report::NamedHealthFinding>&, Language);

}  // namespace psp::render
