// Many cases, a line each; and what was recorded in them.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/diagnostic.h"
#include "render/listing.h"
#include "render/many_cases.h"
#include "render/table.h"
#include "report/log_entry.h"
#include "rules/status.h"

namespace psp::render {

/// Returns what makes a line for each case. `cases` is how many there are at most. For the JSON see list_json().
std::unique_ptr<ManyCases<rules::CaseStatus>> list_text(std::size_t cases, Language);

/// Returns what makes a table of the cases as they are on the day.
std::unique_ptr<ManyCases<rules::CaseStatus>> list_table(std::size_t cases, Date as_of, const ListFor&);

/// Return what tells of closed cases in the order of the day until which they are kept, those without one last, so that
/// one sees by when a file is to go. All cases must be closed.
std::unique_ptr<ManyCases<rules::CaseStatus>> retention_text(std::size_t cases, Date as_of, Language);
std::unique_ptr<ManyCases<rules::CaseStatus>> retention_json(std::size_t cases, Date as_of);
std::unique_ptr<ManyCases<rules::CaseStatus>> retention_table(std::size_t cases, Date as_of, const ListFor&);

/// Returns an entry in columns: when, by whom, in which case, of which client, its kind, its id, and what it says.
Row log_row(const report::LogEntry&, Language);

/// Says by what the lines of a log are put together, with a heading that counts them.
enum class LogBy { day, worker };

/// Return a line for each entry, in their order; with `by`, in groups by day or by worker's key.
std::string log_text(const std::vector<report::LogEntry>&, std::optional<LogBy> by, Language);
std::string log_json(const std::vector<report::LogEntry>&, const std::vector<Diagnostic>& errors);
std::string log_table(const std::vector<report::LogEntry>&, const std::vector<Diagnostic>& errors, const ListFor&);

}  // namespace psp::render

namespace psp {
PSP_WORDS(render::LogBy, "day", "worker");
}  // namespace psp
