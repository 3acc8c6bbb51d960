#include "actions/verify.h"

#include <utility>

#include "model/diagnostic.h"

namespace psp::actions {

KeptReport::KeptReport(const std::string& json, std::string page, const std::string& file)
    : page_(std::move(page)), values_(format::read_json(json).value_or(format::FlatJson{})) {
  if (at("/asked/period").empty() || at("/proof/psp").empty())
    throw Failure{Exit::usage, msg("{} is no report that psp report made as JSON or HTML", file)};
}

/// Returns the value at a path, of the report itself or of the first of several ledgers'; "" if there is none.
std::string KeptReport::at(const std::string& path) const {
  for (const auto* before : {"", "/ledgers/0"})
    if (const auto it = values_.find(before + path); it != values_.end()) return it->second;
  return {};
}

KeptQuestion KeptReport::question() const {
  // The last month may go on after the period: its as_of says how far that day saw.
  const auto today = parse_date(at("/months/11/as_of"));
  const auto by = from_word<report::By>(at("/asked/by"));
  if (!today || !by)
    throw Failure{Exit::usage, msg("the report in the file lacks its by or its months: it is not as psp wrote it")};
  const auto known_at = at("/asked/known_at");
  return {at("/asked/period"),
          at("/suppress"),
          known_at == "null" ? std::nullopt : std::optional(known_at),
          *today,
          *by,
          at("/asked/same_clients") == "true",
          from_word<Language>(at("/asked/language"))};
}

report::Verified KeptReport::held_against(const std::string& json, const std::string& page) const {
  report::Verified found{report::differences(values_, format::read_json(json).value())};
  found.page_differs = found.differences.empty() && is_page() && page != page_;
  return found;
}

}  // namespace psp::actions
