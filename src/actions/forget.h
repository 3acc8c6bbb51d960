// Forgets a client: removes who it was, and finds what still tells of it.
#pragma once

#include <string>

#include "actions/occasion.h"
#include "actions/read_cases.h"
#include "model/person.h"
#include "report/forgotten.h"

namespace psp::actions {

/// A client who is to be forgotten.
struct ToForget {
  Person person;
  report::Forgetting found;  ///< with the cases, and those that cannot be read; nothing was searched yet
  CasesRead read;
};

/// Returns who the client of this reference is, and their cases as they stand on this day. Throws a Failure: where
/// people/ has no such person (Exit::usage), or they were forgotten already; where that file or psp.toml cannot be read
/// (Exit::data); and as store::refuse_without_key() does.
ToForget client_to_forget(const store::Ledger&, const std::string& reference, Date today);

/// Throws a Failure (Exit::usage) that lists them where cases of the client are open.
void refuse_open_cases(const report::Forgetting&);

/// Looks for the person wherever psp can look: in the ledger's files, in git's objects, and in what the repository
/// holds beside these. What it keeps says where something was found, never what was found.
void trace(const store::Ledger&, const Person&, report::Forgetting&);

/// Leaves of the client's file only the reference, the day, and who forgot it. Throws a Failure, the file then being as
/// it was.
store::Durable forget(const Occasion&, report::Forgetting&);

}  // namespace psp::actions
