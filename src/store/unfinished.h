// What was decided and is not done everywhere yet: a write to several cases, all or none, and another number for a
// case. It lies in .psp/unfinished.toml from the moment at which it is decided until all of it is in the case files.
// Whoever opens the ledger in between finishes it first.
#pragma once

#include <string_view>
#include <vector>

#include "format/unfinished.h"
#include "store/disk/file.h"
#include "store/disk/lock.h"

namespace psp::store {

constexpr std::string_view unfinished_file = ".psp/unfinished.toml";

/// Says how far what was found unfinished has come into the case files.
struct Finish {
  std::size_t cases = 0;                             ///< for how many cases there were records
  std::vector<format::Renumbering> renumbered = {};  ///< what is finished of the renumberings
  std::vector<Message> given_up = {};                ///< why the others will never be, in a sentence each
  std::vector<Diagnostic> waiting = {};              ///< the files at which a person must do something, and what
  Durable durable = Durable::yes;                    ///< unknown: all is in the files, perhaps not for good

  bool whole() const { return waiting.empty() && durable != Durable::unknown; }
};

/// True where something was begun and is not done. Throws a Failure if that cannot be told.
bool is_unfinished(int root);

/// Writes down what is to be done; from then on it is decided. Throws a Failure, the ledger then being as it was.
void begin_unfinished(int root, const format::Unfinished&);

/// Does what finish_unfinished() does if there is anything unfinished. Throws a Failure that says so besides. Only for
/// who holds the lock.
Finish finish_earlier(int root);

/// Does the same for who does not hold the lock: takes it if there is anything unfinished.
Finish lock_and_finish(int root, const Tell&);

/// Throws a Failure if an earlier write is not finished: nothing else can be written then.
void refuse_unfinished(const Finish&);

/// Adds what is not in the case files yet, and renumbers what has not its number; a record whose id a file has already
/// is not added to it again. What is done, or given up, is taken out of .psp/unfinished.toml. Throws a Failure if the
/// system or that file fails: what is not done is then still to be done. Only for who holds the lock.
Finish finish_unfinished(int root);

/// Ends what has all come into the case files.
Durable end_unfinished(int root);

/// Takes back what was written down, nothing of which is in the case files. Returns whether that could be done.
bool take_back_unfinished(int root);

}  // namespace psp::store
