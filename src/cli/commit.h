// Commits of what psp has written. A message names kinds of records and ids of cases and records, nothing else.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "store/branch.h"
#include "store/git.h"

namespace psp::cli {

/// Returns why git can take no commit here now, and what to do; nothing where it can.
std::optional<Message> no_commit_now(const std::optional<store::Branch>&);

/// Commits these files of the ledger as they are; the author is `by`. Nothing of them may be new to git: then nothing
/// is done. The first change's words are the subject of the message where it is the only one. Throws a Failure
/// (Exit::system) with what git said, or where the repository has programs of its own that nobody agreed to.
void commit(Context&, const std::vector<FileChange>&, const std::string& by);

/// Where the office says `[git] commit = true`: commits what this command has written. What keeps git from it is told,
/// and is Exit::system: what was recorded is saved all the same.
Exit commit_written(Context&);

/// Runs git, and waits where another git is at work in this repository.
store::Ran patient(const store::Git&, const std::vector<std::string>& words, const std::string& input = {},
                   const store::Environment& environment = {});

/// The name and address under which a worker's commits go, for git's environment.
store::Environment author(Context&, const std::string& by);

}  // namespace psp::cli
