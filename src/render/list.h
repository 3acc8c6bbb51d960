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

std::string list_text(const std::vector<rules::CaseStatus>&, Language);
std::string list_json(const std::vector<rules::CaseStatus>&, const std::vector<Diagnostic>& errors, Language);

/// Closed cases in order of the day until which they are kept, those without one behind them: by when a file is to go.
std::string retention_text(const rules::Status&, Language);
std::string retention_json(const rules::Status&, Language);

/// An entry in columns: when, by whom, in which case, and what.
Row log_row(const report::LogEntry&, Language);

/// What a log's lines are put together by: under each a heading with how many there are.
enum class LogBy { day, worker };

/// A line an entry, in their order; with `by`, in groups by day or by worker's key.
std::string log_text(const std::vector<report::LogEntry>&, std::optional<LogBy> by, Language);
std::string log_json(const std::vector<report::LogEntry>&, const std::vector<Diagnostic>& errors, Language);

}  // namespace psp::render

namespace psp {
PSP_WORDS(render::LogBy, "day", "worker");
}  // namespace psp
