// Finds who can be recognised in what git holds, or would take.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "store/git/git.h"
#include "store/ledger.h"
#include "store/people.h"

namespace psp::actions {

/// Tells what a look through a ledger has found, and what it could not look at.
struct PrivacyFindings {
  std::vector<Diagnostic> found = {};
  std::int64_t no_text = 0;  ///< files that are none, and were not looked into
  std::int64_t unread = 0;   ///< files and directories, beside those of people/, that cannot be read
  std::optional<store::NoAnswer> no_answer = std::nullopt;  ///< why not all that git holds could be looked into
};

/// Looks for those whom people/ knows in the files that git holds or would take and in git's own words; without git, in
/// all files of the ledger but those of people/ and .psp/.
PrivacyFindings check_privacy(const store::Ledger&, const People&);

/// Returns the words that say that not all names can be looked for.
Message names_left_out();

/// Throws a Failure (Exit::system), with these details, where something of people/ cannot be read: nobody can look for
/// whom it names.
void refuse_unread_people(const store::PeopleRead&, const std::vector<Message>& details = {});

}  // namespace psp::actions
