// A merge of what others have committed, made by git and psp merge-file, and what it leaves to a person.
#pragma once

#include <string>
#include <vector>

#include "actions/sync/syncing.h"

namespace psp::actions {

/// Returns what keeps files that a merge, or a stash, has left to a person from being whole.
std::vector<Diagnostic> unresolved(const Syncing&, const store::Index&);

/// Returns the records in the files that are in neither of the two sides of the merge that is under way.
std::vector<Message> recorded_since(const Syncing&);

/// Merges the branch that is followed, and commits that. Throws a Failure if git cannot begin it, and as resume_merge()
/// does.
void merge(Sending&);

/// Commits the merge that is under way. Throws a Failure (Exit::data) if a person must settle something first, or the
/// hooks would refuse it. `told_by_merge` are the lines that psp merge-file has said of the files: these are not told
/// once more.
void resume_merge(Sending&, const std::vector<std::string>& told_by_merge = {});

}  // namespace psp::actions
