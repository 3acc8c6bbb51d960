// The rules of the two services that psp carries: prva socialna pomoč, first social aid at a Slovenian centre for
// social work (S), and psihosociālā konsultēšana, psychosocial counselling of a Latvian municipality (L).
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace psp::rules {

struct SourceRule {
  std::string_view id;
  std::string_view rule;      ///< what the service's description says, in our words
  std::string_view original;  ///< the original term
  std::string_view kept_by;   ///< where psp keeps it: fields, flags, settings, commands
};

/// Returns all rules, in the order of the descriptions.
std::span<const SourceRule> sources();

/// Returns the rules under these ids: L6.2 for "L6.2", L5.1 and L5.2 for "L5".
std::vector<const SourceRule*> sources_of(std::span<const std::string_view> ids);

}  // namespace psp::rules
