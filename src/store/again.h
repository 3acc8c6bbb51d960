// "Again if the file changed": editors and git save files of the ledger without asking for its lock.
#pragma once

#include <string>
#include <utility>

#include "model/diagnostic.h"

namespace psp::store {

/// Says what a write that gives up has done.
enum class GivenUpWith { nothing_written, rest_waiting };

/// Throws a Failure (Exit::system) that says that the file is being saved by another program again and again.
[[noreturn]] void saved_again_and_again(const std::string& path, GivenUpWith = GivenUpWith::nothing_written);

/// Calls `attempt`, which reads the file, makes what is to stand in it and puts that in its place, until it returns a
/// value, and returns that. It returns none if the file changed meanwhile. Throws what `attempt` throws, and what
/// saved_again_and_again() throws after a hundred of them.
template <class Attempt>
auto again_if_changed(const std::string& path, Attempt&& attempt, GivenUpWith given_up = GivenUpWith::nothing_written) {
  constexpr int most_tries = 100;
  for (int tries = 0; tries < most_tries; ++tries)
    if (auto done = attempt()) return std::move(*done);
  saved_again_and_again(path, given_up);
}

}  // namespace psp::store
