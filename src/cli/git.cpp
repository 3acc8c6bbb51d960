// psp git: git, in the ledger's directory.
#include <cerrno>

#include <unistd.h>

#include "cli/commands.h"
#include "cli/context.h"

namespace psp::cli {

Syntax git_syntax() {
  return {{{"ARGS", "what git is to do: all words that follow, options as well", false, true}}, {}};
}

/// git takes the place of psp: it has the terminal, and its exit code is the one that the caller sees.
Exit run_git(Context& context, const Arguments& given) {
  std::vector<std::string> words{"git", "-C", context.ledger().directory().string()};
  for (const auto& word : given.all("ARGS")) words.push_back(word);
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  execvp("git", argv.data());
  if (errno == ENOENT) throw Failure{Exit::system, msg("git is not installed here (Debian: apt install git)")};
  store::fail("git", "start it");
}

}  // namespace psp::cli
