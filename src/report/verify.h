// A report held against the same report made anew.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace psp::report {

/// A number, a word or a digest that is not the same in both.
struct Difference {
  std::string where;      ///< `groups[worker ana].cases.opened`: groups by their keys, months by their first days
  std::string then, now;  ///< "" where one of them lacks it
  bool of_the_proof;      ///< what the report rests on, and not what it says
};

/// What differs between a report's JSON as it is kept and as it is made now, in order of place.
/// Each is given as its values by their paths (`/groups/0/cases/opened`, RFC 6901).
std::vector<Difference> differences(const std::map<std::string, std::string>& then,
                                    const std::map<std::string, std::string>& now);

/// What differs in a report that is kept as JSON or as a page.
struct Verified {
  std::vector<Difference> differences = {};
  bool page_differs = false;  ///< the page is not as psp makes it, though the JSON that it holds is

  bool same() const { return differences.empty() && !page_differs; }
};

}  // namespace psp::report
