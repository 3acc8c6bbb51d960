// Other programs, as git and git-crypt: what they are given and what they say.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace psp::store {

struct Program {
  std::vector<std::string> words;  ///< its name, looked for in PATH, and its arguments: never anything personal
  std::string input = {};          ///< its standard input
  std::vector<std::pair<std::string, std::string>> environment = {};  ///< laid over our own
};

/// How a program ended, and what it said.
struct Ran {
  int exit = not_there;  ///< its exit code; 128 + N where signal N ended it
  std::string out, err;

  static constexpr int not_there = 127;
  bool well() const { return exit == 0; }
  bool found() const { return exit != not_there; }
};

/// Runs a program to its end.
Ran run(const Program&);

}  // namespace psp::store
