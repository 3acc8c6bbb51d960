// Status as text and JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/json.h"
#include "rules/status.h"

namespace psp::render {

/// Returns one line for each flag, by level, then `since`; with `all`, cases without a flag as well. Colour marks the
/// level.
std::string status_text(const rules::Status&, Language, bool all, bool colour);

/// Returns the JSON of psp-rules(7).
std::string status_json(const rules::Status&, Language);

/// Writes one case's object of that JSON.
void write_case_status(Json&, const rules::CaseStatus&, Language);

/// Write the members `sources` and `evidence` of the object that is being written.
void write_sources(Json&, const RuleIds&);
void write_evidence(Json&, const std::vector<rules::Evidence>&);

/// Returns the word for a level, in its colour.
std::string level_word(rules::Level, Language, bool colour);

}  // namespace psp::render
