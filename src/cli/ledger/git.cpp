// psp git: git, in the ledger's directory.
#include <cerrno>
#include <cstdlib>

#include <unistd.h>

#include "cli/commands.h"
#include "cli/context.h"
#include "store/git/git.h"

namespace psp::cli {

Syntax git_syntax() {
  return {{{"ARGS", "what git is to do: all words that follow, options as well", false, true}}, {}};
}

/// Puts git in the place of psp: git has the terminal, and its exit code is the one that the caller sees.
Exit run_git(Context& context) {
  const auto& given = context.arguments;
  std::vector<std::string> words{"git", "-C", context.ledger().directory().string()};
  for (const auto& word : given.all("ARGS")) words.push_back(word);
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  // The ledger's own repository is meant, whatever these variables say.
  for (const auto& variable : store::variables_that_choose()) unsetenv(variable.c_str());
  execvp("git", argv.data());
  if (errno == ENOENT) throw Failure{Exit::system, store::git_not_installed()};
  store::fail("git", "start it");
}

}  // namespace psp::cli
