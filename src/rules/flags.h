// The flags: what the office owes on a case, what is near or doubtful, what is good to know. Each flag is a row of the
// table and a function. psp-rules(7), FLAGS, states each.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/few.h"
#include "rules/dues.h"
#include "rules/standing.h"

namespace psp::rules {

enum class Level { action, warn, info };

}  // namespace psp::rules

namespace psp {
PSP_WORDS(rules::Level, "action", "warn", "info");
}  // namespace psp

namespace psp::rules {

/// A flag that holds for a case.
struct Raised {
  Level level = Level::action;
  Date since;                           ///< the first day on which it held
  std::vector<const Record*> evidence;  ///< the records that it rests on
  Message message;
  Message remedy = {};  ///< how to end it; empty if Flag::remedy says it
  const Flag* flag = nullptr;
};

/// What the agenda tells of a flag, or of something else.
struct AgendaLine {
  int place = 0;                ///< among the lines of one day; those of one place stand in the order of flags()
  std::string_view title = {};  ///< what is to be done, in a few words that say nothing about the client
  Dues (*find)(const Standing&, const Office&, const Flag*) = nullptr;  ///< one of dues.h; null for no line
};

struct Flag {
  std::string_view code;
  Few<Level, 2> levels;  ///< those that it can have, the usual one first
  RuleIds sources;
  RuleIds details;          ///< those below the sources that it is about; none if it is all of them
  std::string_view rule;    ///< the rule in a sentence
  std::string_view remedy;  ///< how to end it, in a sentence with the command; CASE is the case, ID the first record
                            ///< that the flag rests on
  Few<std::string_view, 5> settings;  ///< those of the service that it looks at
  bool while_suspended;
  bool while_closed;
  std::optional<Raised> (*judge)(const Standing&, const Office&);
  AgendaLine agenda = {};
};

/// Returns all flags, in the order in which they are told.
std::span<const Flag> flags();
/// Returns the flag with this code; null if there is none.
const Flag* find_flag(std::string_view code);

/// Returns false if the case is suspended or closed, and such a case does not raise the flag.
bool concerns(const Flag&, const Standing&);

/// Returns the flags that hold for the case, in the order of flags().
std::vector<Raised> raised_flags(const Standing&, const Office&);

}  // namespace psp::rules
