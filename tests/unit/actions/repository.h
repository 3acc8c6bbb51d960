// A ledger in a git repository of its own, made by git itself, for tests of what psp asks of git.
#pragma once

#include "ledger.h"

#include <initializer_list>
#include <vector>

#include "store/process.h"
#include "store/repository.h"

namespace psp::tests {

/// Runs git and returns what it says on standard output; the test fails where git does.
inline std::string git(const std::filesystem::path& directory, const std::vector<std::string>& words) {
  std::vector<std::string> all{"git", "-C", directory.string(), "-c", "protocol.file.allow=always"};
  all.insert(all.end(), words.begin(), words.end());
  const auto ran = store::run({all,
                               {},
                               {{"GIT_AUTHOR_NAME", "Office"},
                                {"GIT_AUTHOR_EMAIL", "office@example.org"},
                                {"GIT_COMMITTER_NAME", "Office"},
                                {"GIT_COMMITTER_EMAIL", "office@example.org"},
                                {"GIT_CONFIG_GLOBAL", "/dev/null"},
                                {"GIT_CONFIG_NOSYSTEM", "1"}},
                               {}});
  INFO(ran.err);
  REQUIRE(ran.well());
  return ran.out;
}

/// Its first commit has psp.toml and whatever `first` wrote.
class GitLedger : public LedgerDirectory {
 public:
  GitLedger(std::initializer_list<std::pair<std::string, std::string>> first = {}) {
    for (const auto& [file, text] : first) write(file, text);
    git({"init", "--quiet", "--initial-branch=main"});
    git({"config", "user.name", "Office"});
    git({"config", "user.email", "office@example.org"});
    commit("first");
  }

  std::string git(const std::vector<std::string>& words) const { return tests::git(path(), words); }
  /// Commits all that is there, as somebody without psp's hooks would.
  void commit(const std::string& message) const {
    git({"add", "--all"});
    git({"commit", "--quiet", "--allow-empty", "-m", message});
  }
  store::Repository repository() const { return store::must_have_repository(path()); }
};

/// Each finding as psp check would print it, without its severity: `FILE:LINE: words`.
inline std::vector<std::string> told_of(const std::vector<Diagnostic>& found) {
  std::vector<std::string> all;
  for (const auto& d : found) all.push_back(d.file + ":" + std::to_string(d.line) + ": " + told(d.message));
  return all;
}

}  // namespace psp::tests
