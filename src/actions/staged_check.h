// Checks for git's hooks what is about to be committed: that it holds what all its parents hold, and can be read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "rules/privacy/search.h"
#include "store/git/repository.h"

namespace psp::actions {

/// Returns what is wrong in what is about to be committed, held against all its parents. `environment` ("NAME=value")
/// is a hook's: where a merge is being committed, git names there what is merged. Throws a Failure (Exit::system) if
/// git gives no answer.
std::vector<Diagnostic> check_staged(const store::Repository&, const rules::PrivacySearch&,
                                     const std::vector<std::string>& environment = {});

/// Returns false if the hook that runs in the directory `current` is of a repository that has no ledger in `ledger`,
/// neither on the disk nor in git: a hook for all repositories meets such. Throws a Failure (Exit::system) if git gives
/// no answer.
bool is_hook_of_a_ledger(const std::filesystem::path& ledger, const std::filesystem::path& current);

/// Returns the repository, with the index, of the commit whose hook runs in the directory `current`. Throws a Failure
/// if the ledger lies in none (Exit::usage), or git gives no answer (Exit::system).
store::Repository repository_of_hook(const std::filesystem::path& ledger, const std::filesystem::path& current);

/// Throws a Failure (Exit::usage) if a hook from before --hook calls psp check --staged in the directory `current`: it
/// is known by `index`, which GIT_INDEX_FILE names, for that lies in the ledger's repository and is not its usual one.
/// Throws one (Exit::system), too, where git gives no answer.
void refuse_hook_without_its_option(const std::filesystem::path& ledger, const std::filesystem::path& current,
                                    const std::filesystem::path& index);

}  // namespace psp::actions
