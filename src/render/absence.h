// A worker's days away as text and JSON.
#pragma once

#include <string>

#include "model/office.h"
#include "report/absence.h"

namespace psp::render {

/// Returns whom to call: a line for each session, below its day, with what becomes of it.
std::string absence_text(const report::Absence&, Language);

/// Returns the JSON of psp(1).
std::string absence_json(const report::Absence&);

}  // namespace psp::render
