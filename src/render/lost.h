// Records that were in a commit once and are in no file any more, as text and JSON.
#pragma once

#include <string>

#include "model/office.h"
#include "report/lost_records.h"

namespace psp::render {

/// Return what was lost, as text or JSON: in text which records in which commit, and the command that shows them or
/// brings them back.
std::string lost_text(const report::LostParts&, Language);
std::string lost_json(const report::LostParts&);

}  // namespace psp::render
