// The command line, taken apart by the table of commands.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/command.h"
#include "model/office.h"

namespace psp::cli {

/// Holds what is shown instead of running a command: the help, or the version.
struct Shown {
  std::string text;
};

/// Says what becomes of an argument that is required and not given.
enum class Missing { refused, left_to_be_asked_for };

/// Returns what the words after the program's name say. Throws a Failure (Exit::usage) that says what is wrong with
/// them.
std::variant<Arguments, Shown> parse_arguments(const std::vector<std::string>& words, Language,
                                               Missing = Missing::refused);

/// Returns that an argument of a command is missing; `help` is the command line that tells what it takes.
Message missing_argument(std::string_view name, std::string_view help);

}  // namespace psp::cli
