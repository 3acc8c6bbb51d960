// Other programs, as git and git-crypt: what they are given and what they say.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace psp::store {

struct Program {
  std::vector<std::string> words;  ///< its name, looked for in PATH, and its arguments: never anything personal
  std::string input = {};          ///< its standard input
  std::vector<std::pair<std::string, std::string>> environment = {};  ///< laid over our own
  std::vector<std::string> without = {};                              ///< variables of our own that it does not get
};

/// A program that has ended, and what it said.
struct Ran {
  int exit = not_there;  ///< its exit code; 128 + N where signal N ended it
  std::string out, err;

  static constexpr int not_there = 127;
  bool succeeded() const { return exit == 0; }
  bool found() const { return exit != not_there; }
};

/// Runs a program to its end. Where `take` is given, it gets what the program prints piece by piece as it comes, and
/// Ran::out stays empty.
Ran run(const Program&, const std::function<void(std::string_view)>& take = {});

/// A program that a person worked with, and that has ended.
struct Ended {
  int exit = Ran::not_there;  ///< as in Ran
  bool hung_up = false;       ///< the terminal went, or we were told to end, before the program had ended

  bool succeeded() const { return !hung_up && exit == 0; }
};

/// Runs a program that has our terminal, as an editor, to its end. Ctrl-C and Ctrl-\\ are its own meanwhile.
Ended run_in_front(std::vector<std::string> words);

/// Returns a word as sh takes it.
std::string shell_word(std::string_view);

}  // namespace psp::store
