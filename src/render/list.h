// Many cases, a line each; and what was recorded in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/diagnostic.h"
#include "render/table.h"
#include "report/log_entry.h"
#include "rules/status.h"

namespace psp::render {

/// Return the cases, in their order: in text a line each, in JSON with the files that could not be read.
std::string list_text(const std::vector<rules::CaseStatus>&, Language);
std::string list_json(const std::vector<rules::CaseStatus>&, const std::vector<Diagnostic>& errors, Language);

/// Return closed cases in the order of the day until which they are kept, those without one last, so that one sees by
/// when a file is to go. All cases must be closed.
std::string retention_text(const rules::Status&, Language);
std::string retention_json(const rules::Status&, Language);

/// Returns an entry in columns: when, by whom, in which case, of which client, its kind, its id, and what it says.
Row log_row(const report::LogEntry&, Language);

/// Says by what the lines of a log are put together, with a heading that counts them.
enum class LogBy { day, worker };

/// Return a line for each entry, in their order; with `by`, in groups by day or by worker's key.
std::string log_text(const std::vector<report::LogEntry>&, std::optional<LogBy> by, Language);
std::string log_json(const std::vector<report::LogEntry>&, const std::vector<Diagnostic>& errors, Language);

}  // namespace psp::render

namespace psp {
PSP_WORDS(render::LogBy, "day", "worker");
}  // namespace psp
