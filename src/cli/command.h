// Commands as data: what they are called, what they take, what they do. The parser, the help, the prompts, the
// completions and the tests of the man pages all read the one table (cli/commands.cpp).
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

/// A word after the command's name.
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

/// What results are printed as.
struct Format {
  std::string_view name;
  bool names_clients = false;  ///< people read it here, and now: it has the names that people/ knows
  bool for_programs = false;   ///< "nothing" is said by the result itself
};

std::span<const Format> formats();

/// The commands that the help shows together, and the room of their files.
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

/// Returns the words above a family in the help.
std::string_view title(Family);

/// All commands, in the order of the help.
std::span<const Command> commands();
/// Null where there is none of this name.
const Command* find_command(std::string_view name);

/// The options that every command takes. One of a command's own may bear the name of one of these, if both take a
/// value: it goes before it, behind the command's name; what stands before the name is then of no effect.
const std::vector<OptionSpec>& global_options();

bool has_option(const std::vector<OptionSpec>&, std::string_view name);

/// What was given on the command line.
struct Arguments {
  const Command* command = nullptr;
  std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< by argument or option name

  bool has(std::string_view name) const { return values.contains(name); }
  /// The one value, or "" where it was not given.
  std::string text(std::string_view name) const;
  /// All values of a list or of an argument that takes many.
  std::vector<std::string> all(std::string_view name) const;
  /// A flag: given, given as `--no-`, or neither.
  std::optional<bool> flag(std::string_view name) const;
  bool on(std::string_view name) const { return flag(name).value_or(false); }
};

/// The option that bears a field's name.
OptionSpec option_of(const FieldRow&);

}  // namespace psp::cli
