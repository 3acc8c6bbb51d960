// What differs between a report that is kept and the same made anew.
#pragma once

#include <string>

#include "model/office.h"
#include "report/verify.h"

namespace psp::render {

/// A line each, and a last one that says what that means.
std::string verified_text(const report::Verified&, Language);
std::string verified_json(const report::Verified&);

}  // namespace psp::render
