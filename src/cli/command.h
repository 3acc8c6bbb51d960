// Commands as data: what they are called, what they take, what they do. The table of them is in cli/commands.cpp; the
// parser, the help, the prompts, the completions and the tests of the man pages read it.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "model/fields.h"

namespace psp::cli {

struct Context;

/// Describes a word after the command's name.
struct ArgumentSpec {
  std::string name;  ///< as in the help: CASE
  std::string help;
  bool required = true;
  bool many = false;
};

struct OptionSpec {
  std::string name;  ///< without its dashes
  std::string help;
  Type type = Type::text;  ///< boolean: a flag, with its `--no-` twin where `negatable`; lists: repeated or with commas
  std::span<const std::string_view> words = {};
  bool negatable = false;
  char letter = 0;     ///< a short form, or 0
  bool commas = true;  ///< a list's values may be parted by commas
};

struct Syntax {
  std::vector<ArgumentSpec> arguments;
  std::vector<OptionSpec> options;
};

struct Arguments;

/// Describes a form in which results can be printed.
struct Format {
  std::string_view name;
  bool names_clients = false;  ///< its text has the names that people/ knows, for people read it here and now
  bool for_programs = false;   ///< the result itself says that there is nothing
};

/// Returns all formats, text first.
std::span<const Format> formats();

/// Says under which heading the help shows a command.
enum class Family { record, correct, see, clients, ledger };

struct Command {
  std::string_view name;
  Family family;
  std::string_view help;                      ///< what it does, in a line
  std::span<const std::string_view> formats;  ///< the names of those that --format may ask of it, its own first
  Syntax (*syntax)();
  Exit (*run)(Context&);
  bool redacts = false;    ///< --redact leaves out what is not to leave the office
  bool passes_on = false;  ///< all words behind its name are its one argument, options as well
};

/// Returns the heading of a family in the help.
std::string_view title(Family);

/// Returns all commands, in the order of the help.
std::span<const Command> commands();
/// Returns the command of this name; null if there is none.
const Command* find_command(std::string_view name);

/// Returns that there is no command of that name, with the nearest if one is near.
Message no_command(std::string_view name);

/// Returns the options that every command takes. A command may have an option of the same name, if both take a value:
/// behind the command's name its own is meant, and what is given before the name has no effect.
const std::vector<OptionSpec>& global_options();

bool has_option(const std::vector<OptionSpec>&, std::string_view name);

/// Holds what was given on the command line.
struct Arguments {
  const Command* command = nullptr;
  bool shows_word = false;  ///< a word that is no command stands for `show` and itself
  std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< by argument or option name

  bool has(std::string_view name) const { return values.contains(name); }
  /// Returns the value, or the last of several; "" if it was not given.
  std::string text(std::string_view name) const;
  /// Returns all values of a list or of an argument that takes many.
  std::vector<std::string> all(std::string_view name) const;
  /// Returns true for a flag that was given, false for one given as `--no-`, nothing for neither.
  std::optional<bool> flag(std::string_view name) const;
  bool on(std::string_view name) const { return flag(name).value_or(false); }
};

/// Returns the option that bears a field's name.
OptionSpec option_of(const FieldRow&);

}  // namespace psp::cli
