// Records that were in a commit once and are in no file any more, as text and JSON.
#pragma once

#include <string>

#include "model/office.h"
#include "report/lost_records.h"

namespace psp::render {

std::string lost_text(const report::LostParts&, Language);
std::string lost_json(const report::LostParts&);

}  // namespace psp::render
