// What was recorded here and elsewhere is brought together, record by record.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "actions/commit.h"
#include "store/ledger.h"
#include "store/people.h"

namespace psp::actions {

/// Tells and asks a person while psp syncs, which may take minutes.
struct SyncTalk {
  /// Says that something was done, as a commit sent, with a line for each thing of it.
  std::function<void(const Message&, const std::vector<Message>& lines)> done;
  std::function<void(const Message&)> warn;
  std::function<void(const Message&)> mention;  ///< what matters less than a warning
  std::function<void(const std::vector<Diagnostic>&)> show;
  /// Passes on a line that psp merge-file, which git has run, says of a file.
  std::function<void(const std::string& line)> pass_on;
  /// Shows what was found and asks what is to become of it. Returns a person's yes or no; nothing if nobody can be
  /// asked.
  std::function<std::optional<bool>(const std::vector<Diagnostic>& found, const Message& question)> ask;
  /// Returns all whom people/ knows; tells, when first called, what of it cannot be read.
  std::function<const People&()> people_to_look_for;
};

struct SyncRequest {
  store::Ledger& ledger;
  /// Returns who is at work. Asked for when git is known to be there.
  std::function<store::Writer()> who;
  /// Returns people/ as it was read. Asked for after that, and tells nothing.
  std::function<const store::PeopleRead&()> people;
  bool yes = false;  ///< nobody is asked: what the hooks would refuse is taken in, and that records are gone is sent
  Committing committing;
  SyncTalk talk;
};

/// Says what became of a sync, beside what was told while it went on.
struct Synced {
  bool anything = false;   ///< there was something new, here or there
  bool taken_out = false;  ///< records were taken out elsewhere
};

/// Commits what was recorded here, takes in what is new there and sends what is new here. Throws a Failure if git,
/// people/, something that a person must settle, or what the hooks would refuse on either side keeps it from that. What
/// was done before stays done.
Synced sync(const SyncRequest&);

/// Gives up a merge that waits for a person: all is as it was before it. Throws a Failure (Exit::usage) if none is
/// under way, or something was recorded since.
void give_up_merge(store::Ledger&, const Committing&, const store::Tell&);

}  // namespace psp::actions
