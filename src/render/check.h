// Diagnostics as text and JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "model/office.h"
#include "render/json.h"
#include "render/printable.h"

namespace psp::render {

/// Returns the word for it in JSON, and in English text.
std::string_view severity_word(Severity);

/// Returns `file:line:column: error: …`, with a line break at its end.
std::string diagnostic_line(const Diagnostic&, Language);

/// Returns `{"format": 1, "diagnostics": […]}`.
std::string diagnostics_json(const std::vector<Diagnostic>&);

/// Writes the objects alone, as an array under `name`.
void write_diagnostics(Json&, std::string_view name, const std::vector<Diagnostic>&);

}  // namespace psp::render
