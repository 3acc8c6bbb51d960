// Finds telephone numbers in a text, in whatever way they are written.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/privacy/passage.h"

namespace psp::rules {

/// Returns the keys by which equal telephone numbers are found: the digits without the country code (E.164) or a
/// leading 0. There are two keys if the first digits may be a country code, as in `386 41 234 567`, and none for a
/// number of fewer than six digits.
std::vector<std::string> phone_keys(std::string_view phone);

/// Finds the telephone numbers that were added. Once all are added, several threads may call find() at once.
class PhoneNumbers {
 public:
  void add(const Owner&, std::string_view phone);

  /// Adds to `found` the places of these numbers in a text in plain letters, whatever separates their digits.
  void find(std::string_view text, std::vector<Passage>& found) const;

 private:
  std::unordered_map<std::string, std::vector<Owner>> owners_;  // by phone_keys()
};

}  // namespace psp::rules
