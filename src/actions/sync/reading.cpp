#include "actions/sync/reading.h"

#include <algorithm>

#include "format/parse.h"
#include "model/ledger_file.h"

namespace psp::actions {

std::vector<Diagnostic> why_unreadable(const std::string& path, const std::string& text) {
  auto found =
      path == office_file ? format::parse_office(text, path).diagnostics : format::parse_case(text, path).diagnostics;
  keep_errors(found);
  return found;
}

bool is_of_newer_psp(const std::vector<Diagnostic>& found) {
  return has_errors(found) && std::all_of(found.begin(), found.end(), [](const Diagnostic& d) {
           return d.severity != Severity::error || d.unknown;
         });
}

Message newer_psp() {
  return msg("this was written by a newer psp than this one, which is {}: install that, then psp sync again",
             PSP_VERSION);
}

}  // namespace psp::actions
