// The command line, taken apart by the table of commands.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/command.h"
#include "model/office.h"

namespace psp::cli {

/// What is to be shown instead of running a command: the help, the version.
struct Shown {
  std::string text;
};

/// What becomes of an argument that is required and not given.
enum class Missing { refused, left_to_be_asked_for };

/// Takes the words after the program's name. Throws a Failure (Exit::usage) that says what is wrong with them.
std::variant<Arguments, Shown> parse_arguments(const std::vector<std::string>& words, Language,
                                               Missing = Missing::refused);

}  // namespace psp::cli
