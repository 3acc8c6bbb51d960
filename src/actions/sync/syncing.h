// A sync that is under way: what it was given, and git as it is asked and told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "actions/people_in_git.h"
#include "actions/sync.h"
#include "store/branch.h"
#include "store/repository.h"

namespace psp::actions {

/// All that ask git or have it do something throw a Failure (Exit::system) where it does not.
class Syncing {
 public:
  /// Throws as must_have_repository() and Committing::with_programs() do.
  Syncing(const store::Ledger&, const Committing&);

  /// Looks anew what is checked out and what is under way.
  void look() { branch = *store::branch_at(ledger.directory()); }

  /// Returns git with the repository's hooks and filters, if these were agreed to: what came in may have changed them.
  store::Git git() const { return committing.with_programs(repository).at(ledger.directory()); }
  /// Has git do something.
  void must(const std::vector<std::string>& words, const store::Environment& environment = {}) const;
  /// The same, with files of the ledger's directory.
  void must_with(std::vector<std::string> words, const std::vector<std::string>& paths) const;

  /// Returns how many commits git's words for a range name.
  std::int64_t count(const std::string& range) const;
  /// Returns the commit that a name means; "" where it means none.
  std::string commit_of(const std::string& name) const;
  /// Returns a commit's files; none for "".
  store::Tree tree(const std::string& commit) const;
  /// Returns what an object holds; "" for "".
  std::string text_of(const std::string& object) const;
  /// Returns the branch that is followed, as git takes it.
  const std::string& upstream() const { return branch.upstream_ref; }

  const store::Ledger& ledger;
  const Committing& committing;
  store::Repository repository;
  const store::Git asks;  ///< runs nothing of the repository's own
  store::Branch branch = {};
};

/// One that also commits and sends, for a person who can be told and asked.
class Sending : public Syncing {
 public:
  explicit Sending(const SyncRequest&);

  /// Returns whom what is committed and sent is looked through for; people/ is told, and the search made, when first
  /// asked for.
  const LookingFor& people();
  /// Tells that something was done.
  void tell(const Message&, const std::vector<Message>& lines = {});

  const SyncRequest& request;
  const SyncTalk& talk;
  Synced result = {};

 private:
  std::optional<LookingFor> people_ = std::nullopt;
};

}  // namespace psp::actions
