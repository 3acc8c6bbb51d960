// Commits of what psp has written. A message names kinds of records and ids of cases and records, nothing else.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "store/exclusive.h"
#include "store/git/branch.h"
#include "store/git/repository.h"

namespace psp::actions {

/// A file of the ledger that was changed, and what of it may stand in a commit's message: the kind of what was written,
/// ids of cases and records, nothing else.
struct FileChange {
  std::string file;   ///< path from the ledger's directory
  std::string words;  ///< `2026-0042: session 7kq2mf, attendance h3x0pd`
};

/// Holds what psp needs beside the ledger and git's settings to commit.
struct Committing {
  /// Returns git at the top of a repository, with its hooks and filters. Throws a Failure (Exit::system) if they are
  /// the repository's own, and nobody agrees to that.
  std::function<store::Git(const store::Repository&)> with_programs;
  bool committer_named = false;      ///< GIT_COMMITTER_NAME is set
  bool committer_addressed = false;  ///< GIT_COMMITTER_EMAIL is
};

/// Returns why git can take no commit here now, and what to do; nothing if it can.
std::optional<Message> no_commit_now(const std::optional<store::Branch>&);

/// Commits these files of the ledger as they are; the author is `by`. Does nothing if git has all of them as they are.
/// Where all changes have the same words, these are the subject of the message. Throws a Failure (Exit::system) with
/// what git said, or as Committing::with_programs does.
void commit(const store::Ledger&, const Committing&, const std::vector<FileChange>&, const std::string& by);

/// Returns true if the office says `[git] commit = true`: each command then commits what it has written.
bool commits_what_is_written(const store::Ledger&);

/// Commits what was written; where psp sync is at work, that is waited for. Throws a Failure if it is not committed:
/// all that was written is saved all the same.
void commit_written(store::Ledger&, const store::Writer&, const Committing&, const std::vector<FileChange>&);

/// Returns why what is written, and in no commit, may be lost: git is in the middle of something that somebody could
/// give up. Throws a Failure (Exit::system) if git gives no answer.
std::optional<Message> may_be_given_up(const store::Ledger&);

/// Returns the name and address under which a worker's commits go, for git's environment. Throws a Failure if git gives
/// no answer.
store::Environment author(const store::Ledger&, const Committing&, const std::string& by);

}  // namespace psp::actions
