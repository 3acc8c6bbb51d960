// Flags explained, and the rules of the two services.
#pragma once

#include <string>
#include <vector>

#include "rules/explain.h"

namespace psp::render {

/// Return the explanations, as text or JSON. `client` stands behind the case's id, if it is not empty. Colour marks the
/// levels.
std::string why_text(const Case&, const std::string& client, const std::vector<rules::Explanation>&, Language,
                     bool colour);
std::string why_json(const Case&, const std::vector<rules::Explanation>&);

/// Return the rules, with their source and what keeps them, as text or JSON.
std::string rules_text(const std::vector<const rules::SourceRule*>&, Language);
std::string rules_json(const std::vector<const rules::SourceRule*>&);

}  // namespace psp::render
