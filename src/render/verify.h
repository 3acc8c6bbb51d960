// What differs between a report that is kept and the same made anew.
#pragma once

#include <string>

#include "model/office.h"
#include "report/verify.h"

namespace psp::render {

/// Return what differs, in text a line each. A last line says if nothing differs, or the numbers are the same, or the
/// page alone is another.
std::string verified_text(const report::Verified&, Language);
std::string verified_json(const report::Verified&);

}  // namespace psp::render
