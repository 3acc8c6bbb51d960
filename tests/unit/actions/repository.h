// A ledger in a git repository, made by git itself, for tests of what psp asks of git.
#pragma once

#include "ledger.h"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "store/git/git.h"
#include "store/git/repository.h"

namespace psp::tests {

/// Has git do this in a directory, whatever the machine's owner has set. Returns what it prints, without its last line
/// break. The test fails if git does.
inline std::string git(const std::filesystem::path& directory, std::vector<std::string> words) {
  store::Environment environment{{"GIT_CONFIG_SYSTEM", "/dev/null"}, {"GIT_CONFIG_GLOBAL", "/dev/null"}};
  for (const std::string who : {"AUTHOR", "COMMITTER"}) {
    environment.emplace_back("GIT_" + who + "_NAME", "Ana");
    environment.emplace_back("GIT_" + who + "_EMAIL", "ana@example.org");
  }
  const store::Git here(directory, store::Programs::wanted);
  auto ran = here.run(std::move(words), {}, std::move(environment));
  INFO(ran.err);
  REQUIRE(ran.succeeded());
  if (ran.out.ends_with('\n')) ran.out.pop_back();
  return std::move(ran.out);
}
inline std::string git(const LedgerDirectory& at, std::vector<std::string> words) {
  return git(at.path(), std::move(words));
}

/// Commits all files of the ledger, into a repository that is made if there is none. Returns the commit.
inline std::string commit_all(const LedgerDirectory& at) {
  git(at, {"init", "-q"});
  git(at, {"add", "--all", "--force"});
  git(at, {"commit", "-q", "--allow-empty", "-m", "work"});
  return git(at, {"rev-parse", "HEAD"});
}

/// Is a ledger whose first commit has psp.toml and these files.
class GitLedger : public LedgerDirectory {
 public:
  GitLedger(std::initializer_list<std::pair<std::string, std::string>> first = {}) {
    for (const auto& [file, text] : first) write(file, text);
    git({"init", "--quiet", "--initial-branch=main"});
    git({"config", "user.name", "Office"});
    git({"config", "user.email", "office@example.org"});
    commit("first");
  }

  std::string git(std::vector<std::string> words) const { return tests::git(path(), std::move(words)); }
  /// Commits all that is there and not ignored, as somebody without psp's hooks would.
  void commit(const std::string& message) const {
    git({"add", "--all"});
    git({"commit", "--quiet", "--allow-empty", "-m", message});
  }
  store::Repository repository() const { return store::must_have_repository(path()); }
};

/// Returns each finding in a line without its severity and column: `FILE:LINE: words`.
inline std::vector<std::string> told_of(const std::vector<Diagnostic>& found) {
  std::vector<std::string> all;
  for (const auto& d : found) all.push_back(d.file + ":" + std::to_string(d.line) + ": " + told(d.message));
  return all;
}

}  // namespace psp::tests
