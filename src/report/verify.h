// Compares a report that was kept with the same report made anew.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace psp::report {

/// A number, a word or a digest that is not the same in both.
struct ChangedValue {
  std::string where;      ///< `groups[worker ana].cases.opened`: groups by their keys, months by their first days
  std::string then, now;  ///< "" if that one lacks it
  bool of_the_proof;      ///< true for what the report rests on (Proof), false for what it says
};

/// Returns what differs between the JSON of a report as it was kept and as it is made now, in order of `where`.
/// Each is given as its values by their paths (format::read_json()).
std::vector<ChangedValue> differences(const std::map<std::string, std::string>& then,
                                      const std::map<std::string, std::string>& now);

/// What differs in a report that is kept as JSON or as a page.
struct Verified {
  std::vector<ChangedValue> differences = {};
  bool page_differs = false;  ///< the page is not as psp makes it, though the JSON that it holds is

  bool same() const { return differences.empty() && !page_differs; }
};

}  // namespace psp::report
