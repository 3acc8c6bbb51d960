// The status of cases as text and JSON.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "render/json.h"
#include "render/listing.h"
#include "render/many_cases.h"
#include "rules/status.h"

namespace psp::render {

/// Returns what makes one line for each flag, by level, then `since`; with `all`, cases without a flag as well. Colour
/// marks the level. `cases` is how many there are at most.
std::unique_ptr<ManyCases<rules::CaseStatus>> status_text(std::size_t cases, Language, bool all, bool colour);

/// Returns what makes a table of the same, in the same order.
std::unique_ptr<ManyCases<rules::CaseStatus>> status_table(std::size_t cases, Date as_of, bool all, const ListFor&);

/// Return what makes the JSON of psp-rules(7), STATUS, and that of psp list.
std::unique_ptr<ManyCases<rules::CaseStatus>> status_json(std::size_t cases);
std::unique_ptr<ManyCases<rules::CaseStatus>> list_json(std::size_t cases);

/// Writes one case's object of that JSON.
void write_case_status(Json&, const rules::CaseStatus&);

/// Write the members `sources` and `evidence` of the object that is being written.
void write_sources(Json&, const RuleIds&);
void write_evidence(Json&, std::string_view file, const std::vector<rules::Evidence>&);

/// Returns the word for a level, in its colour.
std::string level_word(rules::Level, Language, bool colour);

}  // namespace psp::render
