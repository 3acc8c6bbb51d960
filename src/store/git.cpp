#include "store/git.h"

#include <array>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace psp::store {

std::string git_setting(const std::filesystem::path& directory, std::string_view key) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {};
  std::string dir = directory.string(), name(key);
  std::array<char*, 7> argv{};
  std::array<std::string, 6> words{"git", "-C", dir, "config", "--get", name};
  for (std::size_t i = 0; i < words.size(); ++i) argv[i] = words[i].data();

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const bool started = posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string value;
  if (started) {
    std::array<char, 512> buffer;
    for (ssize_t n; (n = read(ends[0], buffer.data(), buffer.size())) > 0;)
      value.append(buffer.data(), static_cast<std::size_t>(n));
    int status = 0;
    waitpid(child, &status, 0);
    if (status != 0) value.clear();
  }
  close(ends[0]);
  while (!value.empty() && value.back() == '\n') value.pop_back();
  return value;
}

}  // namespace psp::store
