// Who the clients are, for the eyes of the office; and what becomes of one who is forgotten.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/person.h"
#include "report/forgetting.h"

namespace psp::render {

/// A person with the cases of this client.
std::string person_text(const Person&, const std::vector<rules::CaseStatus>&, Language);
std::string person_json(const Person&, const std::vector<rules::CaseStatus>&, const std::vector<Diagnostic>& errors,
                        Language);

/// All who are known and not forgotten, a line each, with their open cases out of these; and the references of those
/// whose names are encrypted.
std::string people_text(const People&, const std::vector<rules::CaseStatus>&, Language);
std::string people_json(const People&, const std::vector<rules::CaseStatus>&, const std::vector<Diagnostic>& errors,
                        Language);

/// What is found of a client, and what is to be done about it. Nothing that is found is repeated.
std::string forgetting_text(const report::Forgetting&, Language);
std::string forgetting_json(const report::Forgetting&, Language);

}  // namespace psp::render
