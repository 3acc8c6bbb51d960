// Why a flag holds, or does not: what a caseworker is shown by `psp why`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/sources.h"
#include "rules/status.h"

namespace psp::rules {

/// A record that a flag rests on, in words.
struct RestsOn {
  Evidence evidence;
  Message detail;
};

struct Explanation {
  const Flag* flag;
  std::optional<StatusFlag> raised;  ///< nothing where the flag does not hold
  std::vector<RestsOn> records;      ///< what it rests on, in the order of the evidence
  std::vector<const Source*> sources;
  std::vector<std::pair<std::string, Value>> settings;  ///< those that it looks at, as they are in force
  std::vector<Message> figures;                         ///< where the case stands in what the flag counts
};

/// Explains the flag with this code, or all that hold where `code` is empty.
std::vector<Explanation> explain(const Case&, const Office&, AsOf, std::string_view code);

}  // namespace psp::rules
