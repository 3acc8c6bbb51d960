// A real git repository around a ledger of a test.
#pragma once

#include "ledger.h"

#include <string>
#include <utility>
#include <vector>

#include "store/git.h"

namespace psp::tests {

/// Has git do this in the ledger's directory, whatever the machine's owner has set. Returns what it prints, without its
/// last line break.
inline std::string git(const LedgerDirectory& at, std::vector<std::string> words) {
  store::Environment environment{{"GIT_CONFIG_SYSTEM", "/dev/null"}, {"GIT_CONFIG_GLOBAL", "/dev/null"}};
  for (const std::string who : {"AUTHOR", "COMMITTER"}) {
    environment.emplace_back("GIT_" + who + "_NAME", "Ana");
    environment.emplace_back("GIT_" + who + "_EMAIL", "ana@example.org");
  }
  auto ran = store::Git(at.path()).run(std::move(words), {}, std::move(environment));
  INFO(ran.err);
  REQUIRE(ran.well());
  if (ran.out.ends_with('\n')) ran.out.pop_back();
  return std::move(ran.out);
}

/// Commits all files of the ledger, into a repository that is made where there is none. Returns the commit.
inline std::string commit_all(const LedgerDirectory& at) {
  git(at, {"init", "-q"});
  git(at, {"add", "--all", "--force"});
  git(at, {"commit", "-q", "--allow-empty", "-m", "work"});
  return git(at, {"rev-parse", "HEAD"});
}

}  // namespace psp::tests
