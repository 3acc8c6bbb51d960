// Who writes to a ledger, and work during which nobody else does.
#pragma once

#include <functional>
#include <string>

#include "store/ledger.h"

namespace psp::store {

/// A command that writes: what it tells of itself.
struct Writer {
  std::string by;  ///< shown to others while they wait for the lock
  Tell tell;
};

/// Does `work` while no other psp writes; with Access::replaces, while none reads many cases either. `work` must not
/// write by functions that take a Writer. Throws a Failure if an earlier write waits to be finished, and what `work`
/// throws.
void exclusively(Ledger&, const Writer&, Access, const std::function<void()>& work);

}  // namespace psp::store
