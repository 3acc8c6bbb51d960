// people/: who the clients are, a file each.
#pragma once

#include <vector>

#include "model/person.h"
#include "store/ledger.h"

namespace psp::store {

/// people/, and what of it could not be read.
struct PeopleRead {
  People people = {};                   ///< nobody if people/ is not there; `wrong` tells what cannot be read
  bool there = false;                   ///< the directory
  std::vector<Diagnostic> unread = {};  ///< of `people.wrong`, what kept files or directories from being opened
};

/// Returns all whom people/ knows. Whom a file names that cannot be opened, nobody can look for in texts: `unread` says
/// which.
PeopleRead read_people(const Ledger&);

}  // namespace psp::store
