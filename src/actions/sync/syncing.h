// Holds what a sync was given, and asks and tells git for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "actions/people_in_git.h"
#include "actions/sync/sync.h"
#include "store/git/branch.h"
#include "store/git/repository.h"

namespace psp::actions {

/// Holds what a sync knows of git, and asks git. Each function that asks git throws a Failure (Exit::system) where it
/// gives no answer, or does not do what it is to do. The ledger and `committing` must outlive it.
class Syncing {
 public:
  /// Throws as must_have_repository() and Committing::with_programs() do.
  Syncing(store::Ledger&, const Committing&);

  /// Looks anew what is checked out and what is under way.
  void look() { branch = *store::branch_at(ledger.directory()); }

  /// Returns git with the repository's hooks and filters, as Committing::with_programs() has it; it is asked each time,
  /// for what came in may have changed them.
  store::Git git() const { return committing.with_programs(repository).at(ledger.directory()); }
  /// Has git do something.
  void must(const std::vector<std::string>& words, const store::Environment& environment = {}) const;
  /// The same, with files of the ledger's directory.
  void must_with(std::vector<std::string> words, const std::vector<std::string>& paths) const;

  /// Returns how many commits git's words for a range name.
  std::int64_t count(const std::string& range) const;
  /// Returns the commit that a name means; "" if it means none.
  std::string commit_of(const std::string& name) const;
  /// Returns a commit's files; none for "".
  store::Tree tree(const std::string& commit) const;
  /// Returns what an object holds; "" for "".
  std::string text_of(const std::string& object) const;
  /// Returns the branch that is followed, as git takes it.
  const std::string& upstream() const { return branch.upstream_ref; }

  store::Ledger& ledger;
  const Committing& committing;
  store::Repository repository;  ///< its git fetches what a partial clone left out
  const store::Git asks;         ///< runs nothing of the repository's own
  store::Branch branch = {};
};

/// A sync that commits and sends, for a person who is told and asked. The request must outlive it.
class Sending : public Syncing {
 public:
  explicit Sending(const SyncRequest&);

  /// Returns those for whom everything that is committed, taken in or sent is looked through. The search is made, and
  /// what of people/ cannot be read is told, when this is first called.
  const LookingFor& people();
  /// Tells that something was done.
  void tell(const Message&, const std::vector<Message>& lines = {});

  const SyncRequest& request;
  const SyncTalk& talk;
  store::Writer who = {};  ///< who is at work
  Synced result = {};

 private:
  std::optional<LookingFor> people_ = std::nullopt;
};

}  // namespace psp::actions
