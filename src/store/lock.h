// One writer at a time. The lock is on a file of its own, .psp/lock, and gone when its process is.
#pragma once

#include <functional>
#include <string>

#include "store/file.h"

namespace psp::store {

class Lock {
 public:
  /// Waits for the lock on the ledger. `who` (a worker's key) is what others are shown meanwhile; `tell` gets a
  /// word when the wait grows long. Throws a Failure (Exit::system) after 30 seconds.
  Lock(int root, const std::string& who, const std::function<void(const Message&)>& tell);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  bool try_once();

  Descriptor directory_, file_;
  bool by_name_ = false;  ///< the file system knows no locks: a file is there while the lock is held
  bool mine_ = false;     ///< and it is ours
};

}  // namespace psp::store
