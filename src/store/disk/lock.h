// One writer at a time: the lock is on a file of its own, .psp/lock. Who reads many cases, and who puts records into
// several of them, keep out of each other's way besides. Both locks are gone when their process is. On a file system
// without locks a file stands for the first one, and stays when its process is killed: see Lock.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "store/disk/file.h"

namespace psp::store {

/// Takes a word to the person, as while psp waits for another psp.
using Tell = std::function<void(const Message&)>;

class Lock {
 public:
  /// Waits for the lock on the ledger. `who` (a worker's key) is what others are shown meanwhile; `tell` gets a word
  /// when the wait grows long. A file that a dead process of this machine left in place of the lock is taken away, and
  /// that is told. Throws a Failure (Exit::system) after 30 seconds.
  Lock(int root, const std::string& who, const Tell& tell);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  bool try_once();
  void take_away_if_left_behind();

  Tell tell_;
  Descriptor directory_, file_;
  bool by_name_ = false;  ///< the file system knows no locks: a file is there while the lock is held
  bool mine_ = false;     ///< and it is ours
};

/// Returns who holds the lock on the ledger now, as others are shown it; this process counts as well. Returns nothing
/// if nobody does, or only a process of this machine that is no more.
std::optional<std::string> lock_holder(const std::filesystem::path& ledger);

enum class Access { reads, replaces };

/// Is held while many cases are read, and while several are replaced: so no reader sees half of such a write. It is on
/// the ledger's directory, which whoever can read the ledger can open, and asks for no right to write. Where the file
/// system has no such lock, it holds nobody up.
class WholeLedger {
 public:
  /// Waits for its turn; `tell` gets a word when that grows long. Throws a Failure (Exit::system) after 30 seconds.
  /// `held` is true while one lives that has this `root`: a second one within it does nothing. Both must outlive it.
  WholeLedger(int root, bool& held, Access, const Tell& tell);
  ~WholeLedger();
  WholeLedger(const WholeLedger&) = delete;
  WholeLedger& operator=(const WholeLedger&) = delete;

 private:
  int root_;
  bool& held_;
  bool mine_;  ///< it is this one that holds it
};

}  // namespace psp::store
