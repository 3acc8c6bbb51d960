// Writing records: to one case, or to several, all or none.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "actions/batch.h"
#include "actions/occasion.h"
#include "rules/status.h"

namespace psp::actions {

/// Tells what a write did to one case, and what follows from it.
struct Written {
  Case before, after;
  std::vector<Record> added;
  std::vector<Message> warnings;          ///< what is doubtful in it and was not before
  std::vector<std::string> not_there;     ///< papers that the records name, and the ledger has not
  std::vector<rules::StatusFlag> raised;  ///< flags that hold now and did not before, or were milder
  std::string worker = {};                ///< whose case it was; "" for a new one, or one without a worker
  bool out_of_time = false;               ///< the clock lies before the last record of the case
};

struct WrittenOne {
  Written in;
  store::Durable durable = store::Durable::yes;
};

struct WrittenAll {
  std::vector<Written> cases;
  store::Durable durable = store::Durable::yes;
  std::vector<Diagnostic> waiting = {};  ///< files that an editor changed meanwhile, and their records wait for mending
};

/// Appends what `fill` puts into the batch to the case. Throws a Failure, the file then being as it was: where the case
/// does not take such a record, and where psp check would call an error what it did not before, in the records added or
/// in others that they make wrong.
WrittenOne record(const Occasion&, const std::string& case_id, const Fill& fill);

/// Returns what record() would make of the case, without what follows from it, and writes nothing. Throws as record()
/// does: a caller asks a person only after this has not thrown. record() judges again, by the case as it stands then.
Written drafted(const Occasion&, const std::string& case_id, const Fill& fill);

/// Returns what record() would make of each of these cases, as drafted() does. Throws as it does, and says of several
/// in which case.
std::vector<Written> drafted_all(const Occasion&, const std::vector<std::string>& cases, const Fill& fill);

/// A write to several cases, as it is decided under the lock.
struct WriteToSeveral {
  std::vector<std::string> cases;
  Moment recorded;
};

/// Appends what `fill` puts into the batch of each case that `plan` names: all or none. Throws a Failure as record()
/// does, and what `plan` throws.
WrittenAll record_all(const Occasion&, const std::function<WriteToSeveral()>& plan, const Fill& fill);

/// Appends what `fill` puts into the batch of each of these cases, at least one: all or none. Throws a Failure as
/// record() does, and says of several in which case.
WrittenAll record_in_each(const Occasion&, const std::vector<std::string>& cases, const Fill& fill);

}  // namespace psp::actions
