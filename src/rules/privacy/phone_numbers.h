// Telephone numbers, found within a text in whatever way they are written.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/privacy/passage.h"

namespace psp::rules {

/// Returns what a telephone number may be known by: its digits without what is dialled for the country (E.164) or the
/// trunk line. Those of more than one country where it does not say which, as `386 41 234 567`; none where it is too
/// short to be told from other numbers.
std::vector<std::string> phone_keys(std::string_view phone);

/// Numbers that are known, and whose they are.
class PhoneNumbers {
 public:
  void add(const Owner&, std::string_view phone);

  /// Adds to `found` the places of these numbers in a text in plain letters: the same digits, however they are parted.
  void find(std::string_view text, std::vector<Passage>& found) const;

 private:
  std::unordered_map<std::string, std::vector<Owner>> owners_;  // by phone_keys()
};

}  // namespace psp::rules
