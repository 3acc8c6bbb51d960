// What a search found, for people and for programs.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "model/office.h"
#include "render/listing.h"
#include "report/found.h"

namespace psp::render {

/// Returns the places under a heading for each case, then those of people and of providers. `shown` gives the words for
/// a client's reference.
std::string found_text(const report::Found&, const std::function<std::string(const std::string&)>& shown, Language);

/// Returns the places in cases as a table.
std::string found_table(const report::Found&, std::string_view text, const std::vector<Diagnostic>& errors,
                        const ListFor&);

/// Returns the places in cases and providers; people are for the office alone, and are left out.
std::string found_json(const report::Found&, const std::vector<Diagnostic>& errors);

}  // namespace psp::render
