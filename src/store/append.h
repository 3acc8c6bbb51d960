// Records at the end of a case or, all or none, of several.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "store/exclusive.h"

namespace psp::store {

/// Returns what is to be added to a case as it stands.
using Make = std::function<std::vector<Record>(const Case&)>;

/// Throws a Failure if the case must not become that: nothing is written then. It is given the same case as `make`, and
/// that as its file will be read.
using Judge = std::function<void(const Case& before, const Case& after)>;

/// What a write that adds records is made of.
struct Extension {
  Make make;
  Judge judge = [](const Case&, const Case&) {};
};

/// A case before and after records are added to it.
struct Extended {
  Case before, after;
  std::vector<Record> added;
};

/// Adds the records that `make` gives at the end of the case. `make` is given the case as it stands under the lock, and
/// is asked again if the file changed meanwhile. Throws a Failure, the file then being as it was.
std::pair<Extended, Durable> append(Ledger&, const std::string& id, const Writer&, const Extension&);

/// Returns what append() would make of the case, and writes nothing. Throws a Failure if append() would.
Extended extended(const Ledger&, const std::string& id, const Extension&);

struct ExtendedAll {
  std::vector<Extended> cases = {};
  Durable durable = Durable::yes;
  std::vector<Diagnostic> waiting = {};  ///< files that an editor changed meanwhile, and their records wait for mending
};

/// Adds the records that `make` gives, at least one, at the end of each of the cases that `choose` names: all of them
/// or none, whatever happens. `choose` is called under the lock and may read the ledger. Throws a Failure: the ledger
/// then is as it was, unless the message says that the records are saved.
ExtendedAll append_all(Ledger&, const Writer&, const std::function<std::vector<std::string>()>& choose,
                       const Extension&);

}  // namespace psp::store
