// A case file as it is about to be changed, and what may keep it from that.
#pragma once

#include <string>

#include "model/case.h"

namespace psp::store {

constexpr int most_tries = 100;  ///< for a file that is saved by others again and again while we write

struct Basis {
  std::string path, text;
  Case value;
};

/// Reads a case. Throws a Failure (Exit::data) where it must be mended first.
Basis read_basis(int root, const std::string& id);

/// Throws a Failure (Exit::system).
[[noreturn]] void saved_again_and_again(const std::string& path);
[[noreturn]] void no_free_number(int year);

}  // namespace psp::store
