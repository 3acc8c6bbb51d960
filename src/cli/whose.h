// Whose day, or week, is asked for: a worker's own, another's, or everyone's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"

namespace psp::cli {

/// Returns the options that say it.
std::vector<OptionSpec> whose_options(std::string worker_help);

/// Returns the key of the worker of --worker, as worker_meant() finds it; without it that of whoever is at work, if
/// psp.toml lists them; nothing for everyone. Says so where it is everyone's for want of a worker whom psp.toml lists.
/// Throws a Failure (Exit::usage) for --worker with --all.
std::optional<std::string> whose(Context&);

/// Returns the worker as a heading has them: the name where names are shown, else the key; "" for everyone.
std::string worker_shown(Context&, const std::optional<std::string>& key);

}  // namespace psp::cli
