// The workers of the office, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "model/diagnostic.h"
#include "model/office.h"
#include "report/workers.h"

namespace psp::render {

/// Returns a line for each worker: key, name, how many open cases; what they look after. With `each_case` the ids of
/// the cases as well.
std::string workers_text(const std::vector<report::WorkerCases>&, bool each_case, Language);
std::string workers_json(const std::vector<report::WorkerCases>&, const std::vector<Diagnostic>& errors);

}  // namespace psp::render
