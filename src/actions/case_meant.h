// A case, as a person means it: by its id or number, by its client's reference, by a part of the client's name.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/person.h"
#include "store/ledger.h"

namespace psp::actions {

/// Says what of a case or its client was given. They are tried in this order.
enum class NamedBy { id, number, reference, name };

/// Says which of several cases is meant where the others are in the other state.
enum class Prefer { open, closed };

/// A case that can be meant.
struct CaseCandidate {
  std::string id;
  std::string client;  ///< the reference; "" where it was not needed to tell which case is meant
  bool open = true;    ///< not closed today; also a case that cannot be read
};

struct CasesMeant {
  NamedBy by = NamedBy::id;
  std::vector<CaseCandidate> cases;     ///< one if it is clear which is meant; several, sorted by id, if it is not
  std::vector<Diagnostic> unread = {};  ///< files that cannot be read, and may be a case of that client
};

/// How a person names a case.
struct CaseQuestion {
  std::string_view given;
  Date today;
  Prefer prefer = Prefer::open;
  std::function<const People&()> people;  ///< whom people/ knows: asked only where no id, number or reference is meant
  bool shows_names = false;               ///< a message may have the names of clients
};

/// Returns the cases that are meant: by the whole id in upper or lower case, or by year and number (2026-42), for which
/// nothing is listed; by the number alone; by the client's whole reference in upper or lower case; by a part of the
/// client's name, see People::named(). Of several, unless a name means several clients, the only one that is not closed
/// today, or with Prefer::closed the only closed one, is meant. Throws a Failure: where there is none (Exit::usage),
/// with what is near and with the files that only lack its name; and where a directory that may hold it cannot be read
/// (Exit::system).
CasesMeant cases_meant(const store::Ledger&, const CaseQuestion&);

}  // namespace psp::actions
