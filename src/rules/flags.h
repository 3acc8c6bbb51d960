// The flags: what the office owes on a case, what is near or doubtful, what is good to know. One row of the table and
// one function a flag. psp-rules(7) is the statement of each.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "rules/standing.h"

namespace psp::rules {

enum class Level { action, warn, info };

}  // namespace psp::rules

namespace psp {
PSP_WORDS(rules::Level, "action", "warn", "info");
}  // namespace psp

namespace psp::rules {

struct Flag;

/// A flag that holds for a case.
struct Raised {
  Level level = Level::action;
  Date since;                           ///< since when it has held
  std::vector<const Record*> evidence;  ///< the records that it rests on
  Message message;
  Message remedy = {};  ///< what makes this one go away; empty where the flag's own says it
  const Flag* flag = nullptr;
};

struct Flag {
  std::string_view code;
  std::string_view levels;    ///< the levels that it can have, the usual one first
  std::string_view sources;   ///< rule ids, parted by blanks; "" where the rule is psp's own
  std::string_view details;   ///< the ids below those that it is about; "" where it is all of them
  std::string_view rule;      ///< the rule in a sentence
  std::string_view remedy;    ///< what makes it go away, in a sentence with the command; CASE is the case, ID the first
                              ///< record that the flag rests on
  std::string_view settings;  ///< the settings of the service that it looks at, parted by blanks
  bool while_suspended;
  bool while_closed;
  std::optional<Raised> (*judge)(const Standing&, const Office&);
};

/// All flags, in the order in which they are told.
std::span<const Flag> flags();
/// Null where there is none with this code.
const Flag* find_flag(std::string_view code);

/// True unless the case is suspended or closed, and the flag is one that such a case does not raise.
bool concerns(const Flag&, const Standing&);

/// The flags that hold for the case, in the table's order.
std::vector<Raised> raised_flags(const Standing&, const Office&);

}  // namespace psp::rules
