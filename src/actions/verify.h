// Compares a report that is kept in a file with the same report made anew.
#pragma once

#include <optional>
#include <string>

#include "format/json.h"
#include "model/office.h"
#include "report/figures.h"
#include "report/verify.h"

namespace psp::actions {

/// Says what a kept report was asked for, in the words that stand in it, which are those of psp report's options.
struct KeptQuestion {
  std::string period, suppress;
  std::optional<std::string> known_at;  ///< nothing if it was not asked for
  Date today;                           ///< the day as of which its last month was counted
  report::By by;
  bool same_clients;
  std::optional<Language> language;  ///< in which it was printed
};

/// A report that is kept in a file.
class KeptReport {
 public:
  /// Reads it from its JSON; `page` is the whole of the HTML page that holds that, "" if there is none. `file` is how a
  /// message calls it. Throws a Failure (Exit::usage) if psp report has made no such JSON.
  KeptReport(const std::string& json, std::string page, const std::string& file);

  /// Throws a Failure (Exit::usage) if it lacks what it was asked for.
  KeptQuestion question() const;

  bool is_page() const { return !page_.empty(); }

  /// Returns what in it differs from the report made anew, as JSON and, where it is a page, as a page.
  report::Verified held_against(const std::string& json, const std::string& page) const;

 private:
  std::string at(const std::string& path) const;

  std::string page_;
  format::FlatJson values_;
};

}  // namespace psp::actions
