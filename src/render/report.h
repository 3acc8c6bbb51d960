// The month report in each of its formats.
#pragma once

#include <string>
#include <vector>

#include "model/diagnostic.h"
#include "render/json.h"
#include "report/report.h"

namespace psp::render {

/// The JSON of psp-rules(7): the report's object. What cannot be read stands under `errors`.
void write_report(Json&, const report::Report&, const std::vector<Diagnostic>& errors, Language);

}  // namespace psp::render
