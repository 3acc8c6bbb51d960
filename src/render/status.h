// Status as text and JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/json.h"
#include "rules/status.h"

namespace psp::render {

/// One line a flag, by level, then `since`; with `all`, cases without a flag as well. Colour marks the level.
std::string status_text(const rules::Status&, Language, bool all, bool colour);

/// The JSON of psp-rules(7).
std::string status_json(const rules::Status&, Language);

/// One case's object of that JSON.
void write_case_status(Json&, const rules::CaseStatus&, Language);

/// Members of the object that is being written: `sources`, and `evidence`.
void write_sources(Json&, const RuleIds&);
void write_evidence(Json&, const std::vector<rules::Evidence>&);

/// The word for a level, in its colour.
std::string level_word(rules::Level, Language, bool colour);

}  // namespace psp::render
