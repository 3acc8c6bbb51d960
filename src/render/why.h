// Flags explained, and the rules of the two services.
#pragma once

#include <string>
#include <vector>

#include "rules/explain.h"

namespace psp::render {

/// `client` stands behind the case's id, where it is not empty.
std::string why_text(const Case&, const std::string& client, const std::vector<rules::Explanation>&, Language,
                     bool colour);
std::string why_json(const Case&, const std::vector<rules::Explanation>&, Language);

std::string rules_text(const std::vector<const rules::SourceRule*>&, Language);
std::string rules_json(const std::vector<const rules::SourceRule*>&, Language);

}  // namespace psp::render
