#include "rules/privacy/passage.h"

#include <algorithm>
#include <string_view>

namespace psp::rules {

std::string references_of(std::vector<Owner> owners) {
  std::sort(owners.begin(), owners.end());
  std::string all;
  std::string_view before;
  for (const auto& o : owners) {
    if (o.reference == before) continue;
    all += (all.empty() ? "" : ", ") + o.reference;
    before = o.reference;
  }
  return all;
}

bool are_contacts(const std::vector<Owner>& owners) {
  return std::all_of(owners.begin(), owners.end(), [](const Owner& o) { return o.contact; });
}

}  // namespace psp::rules
