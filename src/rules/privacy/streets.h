// Finds addresses in a text by street and house number.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/privacy/names.h"
#include "rules/privacy/passage.h"

namespace psp::rules {

/// Finds the addresses that were added. Once all are added, several threads may call find() at once.
class Streets {
 public:
  /// Passes over an address that has no street with a house number.
  void add(const Owner&, std::string_view address);

  /// Adds to `found` the places of these addresses in a text in plain letters, whose words these are: in any case of
  /// declension, and with the kind of street in full or abbreviated.
  void find(std::string_view text, const std::vector<NameWord>& words, std::vector<Passage>& found) const;

 private:
  std::unordered_multimap<std::string, std::pair<Owner, std::vector<std::string>>> streets_;  // by the first letters
};

}  // namespace psp::rules
