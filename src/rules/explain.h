// Why a flag holds, or does not: what a caseworker is shown by `psp why`.
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

/// A setting that the flag looks at, as it was applied: from a day on, where that was not the same on all days that it
/// was applied on.
struct AppliedSetting {
  std::string_view name;
  Value value;
  std::optional<Date> from = {};  ///< the first of those days; nothing where it is the same on all of them
};

struct Explanation {
  const Flag* flag;
  std::optional<StatusFlag> raised;  ///< nothing where the flag does not hold
  std::vector<RestsOn> records;      ///< what it rests on, in the order of the evidence
  std::vector<const Source*> sources;
  std::vector<AppliedSetting> settings;
  std::vector<Message> figures;  ///< where the case stands in what the flag counts
};

/// Explains the flag with this code, or all that hold where `code` is empty.
std::vector<Explanation> explain(const Case&, const Office&, AsOf, std::string_view code);

}  // namespace psp::rules
