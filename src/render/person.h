// Who the clients are, for the eyes of the office.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/person.h"
#include "render/json.h"
#include "rules/status.h"

namespace psp::render {

/// Return a person, with the cases of this client: as text, or as JSON with the files that could not be read.
std::string person_text(const Person&, const std::vector<rules::CaseStatus>&, Language);
std::string person_json(const Person&, const std::vector<rules::CaseStatus>&, const std::vector<Diagnostic>& errors);

/// Return all who are known and not forgotten, in text a line each, with their open cases out of these; and the
/// references of those whose names are encrypted.
std::string people_text(const People&, const std::vector<rules::CaseStatus>&, Language);
std::string people_json(const People&, const std::vector<rules::CaseStatus>&, const std::vector<Diagnostic>& errors);

/// Returns a client's cases, a line each, set in.
std::string case_lines(const std::vector<rules::CaseStatus>&, Language);
/// Writes them as the member `cases` of the object that is being written.
void write_cases(Json&, const std::vector<rules::CaseStatus>&);

}  // namespace psp::render
