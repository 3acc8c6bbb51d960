// A case, many cases, and what was recorded in them, as text and JSON.
#pragma once

#include <string>
#include <vector>

#include "model/case.h"
#include "rules/chronology.h"
#include "rules/explain.h"
#include "rules/status.h"

namespace psp::render {

std::string case_text(const Case&, const rules::CaseStatus&, const std::vector<rules::Happening>&, Language, bool colour);
std::string case_json(const Case&, const rules::CaseStatus&, const std::vector<rules::Happening>&, Language);

/// A line a case.
std::string list_text(const std::vector<rules::CaseStatus>&, Language);
std::string list_json(const std::vector<rules::CaseStatus>&, const std::vector<Diagnostic>& errors, Language);

/// A record with the case it is in; the record of a case's opening is null.
struct LogEntry {
  std::string case_id;
  Record record;
  bool opening = false;
};
std::string log_text(const std::vector<LogEntry>&, Language);
std::string log_json(const std::vector<LogEntry>&, const std::vector<Diagnostic>& errors, Language);

std::string why_text(const Case&, const std::vector<rules::Explanation>&, Language, bool colour);
std::string why_json(const Case&, const std::vector<rules::Explanation>&, Language);

/// The rules of the two services (rules/sources.h).
std::string rules_text(const std::vector<const rules::Source*>&, Language);
std::string rules_json(const std::vector<const rules::Source*>&);

/// What a record says, in a line: its words and numbers, then its texts.
std::string record_line(const Record&);

}  // namespace psp::render
