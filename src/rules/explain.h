// Explains why a flag holds or does not, as `psp why` shows it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/sources.h"
#include "rules/status.h"

namespace psp::rules {

/// A record that a flag rests on, in words.
struct RestsOn {
  Evidence evidence;
  Message detail;
};

/// A setting that the flag looks at, with the value that was applied on some of the days, or on all.
struct AppliedSetting {
  std::string_view name;
  Value value;
  std::optional<Date> from = {};  ///< the first of these days; nothing if no other value was applied
};

struct Explanation {
  const Flag* flag;
  std::string file;                  ///< of the case
  std::optional<StatusFlag> raised;  ///< nothing if the flag does not hold
  std::vector<RestsOn> records;      ///< what it rests on, in the order of the evidence
  std::vector<const SourceRule*> sources;
  std::vector<AppliedSetting> settings;
  std::vector<Message> figures;  ///< where the case stands in what the flag counts
};

/// Explains the flag with this code, or, if `code` is "", all that hold. Returns none for a case that is not there.
std::vector<Explanation> explain(const Case&, const Office&, AsOf, std::string_view code);

}  // namespace psp::rules
