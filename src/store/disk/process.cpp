#include "store/disk/process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "store/disk/file.h"

namespace psp::store {
namespace {

struct Pipe {
  Descriptor reads, writes;
};

Pipe make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) fail("a pipe", "make it");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Returns the environment that a program gets: "NAME=value".
std::vector<std::string> environment_of(const Program& program) {
  const auto& [words, input, others, without] = program;
  std::vector<std::string> all;
  for (char** at = environ; *at; ++at) {
    const std::string_view entry(*at);
    const auto name = entry.substr(0, entry.find('='));
    const bool replaced = std::any_of(others.begin(), others.end(), [&](const auto& o) { return o.first == name; });
    if (!replaced && std::find(without.begin(), without.end(), name) == without.end()) all.emplace_back(entry);
  }
  for (const auto& [name, value] : others) all.push_back(name + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (auto& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

/// Takes what is there; closes the end where there is no more.
template <class Take>
void take_from(Descriptor& from, const Take& take) {
  std::array<char, 65536> buffer;
  const auto n = read(from.get(), buffer.data(), buffer.size());
  if (n > 0) take(std::string_view(buffer.data(), static_cast<std::size_t>(n)));
  else if (n == 0 || errno != EINTR) from = Descriptor();
}

/// Gives what the other end has room for; closes the end where all is given, or nobody takes it.
void give(Descriptor& to, std::string_view& rest) {
  const auto n = rest.empty() ? 0 : write(to.get(), rest.data(), rest.size());
  if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
  if (rest.empty() || (n < 0 && errno != EINTR && errno != EAGAIN)) to = Descriptor();
}

/// Keeps a program that stops reading its input from ending this process.
class WithoutBrokenPipes {
 public:
  WithoutBrokenPipes() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  ~WithoutBrokenPipes() { std::signal(SIGPIPE, before_); }

 private:
  void (*before_)(int);
};

int exit_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

}  // namespace

Ran run(const Program& program, const std::function<void(std::string_view)>& take) {
  auto in = make_pipe(), out = make_pipe(), err = make_pipe();
  auto words = program.words;
  auto environment = environment_of(program);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.reads.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.writes.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.writes.get(), STDERR_FILENO);
  pid_t child = 0;
  const bool started = posix_spawnp(&child, words.front().c_str(), &actions, nullptr, pointers(words).data(),
                                    pointers(environment).data()) == 0;
  posix_spawn_file_actions_destroy(&actions);
  Ran ran;
  if (!started) return ran;
  for (auto* end : {&in.reads, &out.writes, &err.writes}) *end = Descriptor();
  fcntl(in.writes.get(), F_SETFL, O_NONBLOCK);
  const WithoutBrokenPipes quiet;
  std::string_view rest = program.input;
  if (rest.empty()) in.writes = Descriptor();
  while (out.reads || err.reads) {
    std::array<pollfd, 3> ends{pollfd{out.reads.get(), POLLIN, 0}, pollfd{err.reads.get(), POLLIN, 0},
                               pollfd{in.writes.get(), POLLOUT, 0}};
    if (poll(ends.data(), ends.size(), -1) < 0) continue;
    if (ends[0].revents)
      take_from(out.reads, [&](std::string_view piece) { take ? take(piece) : void(ran.out += piece); });
    if (ends[1].revents) take_from(err.reads, [&](std::string_view piece) { ran.err += piece; });
    if (ends[2].revents) give(in.writes, rest);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  ran.exit = exit_of(status);
  return ran;
}

namespace {

/// Keeps signals waiting until they are asked for, as long as it lives.
class Signals {
 public:
  Signals() {
    sigemptyset(&held_);
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGCHLD})
      if (signal == SIGCHLD || !is_ignored(signal)) sigaddset(&held_, signal);
    // Who started us may have chosen not to hear of children.
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    sigaction(SIGCHLD, &usual, &children_);
    sigprocmask(SIG_BLOCK, &held_, &before_);
  }
  ~Signals() {
    // A Ctrl-C that ended the program is not to end us as well.
    const timespec now{};
    while (sigtimedwait(&held_, nullptr, &now) > 0) {
    }
    sigprocmask(SIG_SETMASK, &before_, nullptr);
    sigaction(SIGCHLD, &children_, nullptr);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  int next() const { return sigwaitinfo(&held_, nullptr); }
  const sigset_t& before() const { return before_; }

 private:
  static bool is_ignored(int signal) {
    struct sigaction now {};
    return sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
  }

  sigset_t held_{}, before_{};
  struct sigaction children_ {};
};

/// Keeps the terminal's modes, and can restore them after a program that was killed.
class TerminalModes {
 public:
  TerminalModes() : known_(tcgetattr(STDIN_FILENO, &before_) == 0) {}
  void restore() const {
    if (known_) tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
  }

 private:
  termios before_{};
  bool known_;
};

}  // namespace

Ended run_in_front(std::vector<std::string> words) {
  const Signals signals;
  const TerminalModes modes;
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &signals.before());
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const bool started =
      posix_spawnp(&child, words.front().c_str(), nullptr, &attributes, pointers(words).data(), environ) == 0;
  posix_spawnattr_destroy(&attributes);
  Ended ended;
  if (!started) return ended;
  for (int status = 0;;) {
    if (waitpid(child, &status, WNOHANG) == child) {
      ended.exit = exit_of(status);
      if (!ended.succeeded()) modes.restore();
      return ended;
    }
    const int signal = signals.next();
    if (signal != SIGHUP && signal != SIGTERM) continue;
    ended.hung_up = true;
    return ended;
  }
}

std::string shell_word(std::string_view word) {
  if (word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./") == std::string::npos)
    return std::string(word);
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace psp::store
