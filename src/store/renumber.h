// Another number for a case.
#pragma once

#include <string>
#include <string_view>

#include "store/exclusive.h"

namespace psp::store {

struct Renumbered {
  std::string id, was;  ///< the case's number, and that which its header had
  Durable durable = Durable::yes;
};

/// Gives a case the number `wanted`, or if that is "" the next free one of its year with this prefix: its file has
/// another name then, and its header another id, and nothing else is changed: both or neither, whatever happens. A case
/// whose file has another name than its header says gets that of the file, if none is wanted. Throws a Failure: the
/// ledger then is as it was, unless the message says that the renumbering is recorded.
Renumbered renumber(Ledger&, const std::string& id, const std::string& wanted, std::string_view prefix, const Writer&);

}  // namespace psp::store
