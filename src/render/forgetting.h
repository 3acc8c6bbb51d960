// What becomes of a client who is forgotten.
#pragma once

#include <string>

#include "model/message.h"
#include "report/forgotten.h"

namespace psp::render {

/// Return what is found of a client, and what is to be done about it, as text or JSON. Nothing that is found is
/// repeated.
std::string forgetting_text(const report::Forgetting&, Language);
std::string forgetting_json(const report::Forgetting&);

}  // namespace psp::render
