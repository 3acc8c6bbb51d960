// A write to several cases, all or none: what it adds lies in .psp/unfinished.toml from the moment at which it is
// decided until all of it is in the case files. Whoever opens the ledger in between finishes it first.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "format/unfinished.h"
#include "store/file.h"

namespace psp::store {

constexpr std::string_view unfinished_file = ".psp/unfinished.toml";

/// How far the records of a write to several cases have come into their files.
struct Finish {
  std::size_t cases = 0;                 ///< of how many cases there were records
  std::vector<Diagnostic> waiting = {};  ///< the files that take none until a person has mended them, and why
  Durable durable = Durable::yes;        ///< unknown: all are in their files, perhaps not for good

  bool whole() const { return waiting.empty() && durable != Durable::unknown; }
};

/// True where such a write was begun and is not done. Throws a Failure where that cannot be told.
bool is_unfinished(int root);

/// Writes down what is to be added; from then on it is decided. Throws a Failure, the ledger then being as it was.
void begin_unfinished(int root, std::span<const format::Addition>);

/// Adds what is not in the case files yet; a record whose id a file has already is not added to it again. What is
/// added is taken out of .psp/unfinished.toml. Throws a Failure where the system or that file fails: what is not done
/// is then still to be done. Only for who holds the lock.
Finish finish_unfinished(int root);

/// Ends a write all of which is in the case files.
Durable end_unfinished(int root);

}  // namespace psp::store
