#include "store/git.h"

#include <array>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace psp::store {

namespace {

/// What git prints, without its last line break; nothing where it fails or is not there. Its messages go nowhere.
std::optional<std::string> run_git(const std::filesystem::path& directory, std::vector<std::string> words) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  words.insert(words.begin(), {"git", "-C", directory.string()});
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const bool started = posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string out;
  int status = 1;
  if (started) {
    std::array<char, 512> buffer;
    for (ssize_t n; (n = read(ends[0], buffer.data(), buffer.size())) > 0;)
      out.append(buffer.data(), static_cast<std::size_t>(n));
    waitpid(child, &status, 0);
  }
  close(ends[0]);
  if (status != 0) return std::nullopt;
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

}  // namespace

std::optional<Commit> git_commit(const std::filesystem::path& directory) {
  const auto id = run_git(directory, {"rev-parse", "--verify", "--quiet", "HEAD"});
  if (!id) return std::nullopt;
  const auto changed = run_git(directory, {"--no-optional-locks", "status", "--porcelain", "--", "psp.toml", "cases"});
  return Commit{*id, !changed || !changed->empty()};
}

std::string git_setting(const std::filesystem::path& directory, std::string_view key) {
  return run_git(directory, {"config", "--get", std::string(key)}).value_or("");
}

}  // namespace psp::store
