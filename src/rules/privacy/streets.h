// Addresses, found within a text by street and house number.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/privacy/names.h"
#include "rules/privacy/passage.h"

namespace psp::rules {

/// Streets with a house number that are known, and who lives there.
class Streets {
 public:
  /// An address that has no street and house number is not looked for.
  void add(const Owner&, std::string_view address);

  /// Adds to `found` the places of these addresses among the words of a text in plain letters: in any case of
  /// declension, the kind of street cut short or not.
  void find(std::string_view text, const std::vector<NameWord>& words, std::vector<Passage>& found) const;

 private:
  std::unordered_multimap<std::string, std::pair<Owner, std::vector<std::string>>> streets_;  // by the first letters
};

}  // namespace psp::rules
