// What was recorded between two states of a ledger, as text and JSON; and a case file in words.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/office.h"
#include "rules/difference.h"

namespace psp::render {

/// Return what differs, as text or JSON: in text by case what came, what is gone and what was changed, a line each,
/// then a line if psp.toml was changed, and one that counts the records. "" if all is the same.
std::string differences_text(const rules::Differences&, Language);
std::string differences_json(const rules::Differences&);

/// Holds a piece of a file in words: a heading, and what stands below it.
struct Paragraph {
  std::string heading;
  std::vector<std::pair<std::string, std::string>> lines = {};  ///< names and values
};

/// Returns a paragraph for each piece, a line for each value; text of several lines is set in.
std::string paragraphs_text(const std::vector<Paragraph>&);

}  // namespace psp::render
