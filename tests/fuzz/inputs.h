// Random texts for what reads files: each subject makes one, has it read, and holds the answer against what must be so.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "random.h"

namespace psp::tests {

/// Says what must be so and is not.
struct Wrong : std::runtime_error {
  using runtime_error::runtime_error;
};

inline void must(bool so, const std::string& what) {
  if (!so) throw Wrong(what);
}

/// Holds a text in bytes of its own, with nothing behind the last, so that the address sanitizer finds who reads on.
class Exact {
 public:
  explicit Exact(std::string_view text) : bytes_(text.begin(), text.end()) {}
  operator std::string_view() const { return {bytes_.data(), bytes_.size()}; }

 private:
  std::vector<char> bytes_;
};

/// Holds the texts to begin with: case files, and psp.toml of each ledger.
struct Files {
  std::vector<std::string> cases, offices;
};

/// Put the text into `input`, throw a Wrong if something is wrong, and return whether it could be read.
bool judge_case(Random&, const Files&, std::string& input);
bool judge_canonical(Random&, const Files&, std::string& input);
bool judge_grafted(Random&, const Files&, std::string& input);
bool judge_person(Random&, const Files&, std::string& input);
bool judge_office(Random&, const Files&, std::string& input);
bool judge_blocks(Random&, const Files&, std::string& input);
bool judge_json(Random&, const Files&, std::string& input);

}  // namespace psp::tests
