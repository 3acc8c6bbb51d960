#include "store/lock.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <string_view>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace psp::store {
namespace {

using namespace std::chrono_literals;
constexpr auto pause = 10ms, word_after = 1000ms, give_up_after = 30000ms;
constexpr const char* held_by_name = "lock.held";

std::string holder(int fd) {
  std::array<char, 200> buffer;
  const auto n = pread(fd, buffer.data(), buffer.size(), 0);
  std::string text(buffer.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.empty() ? "another psp" : text;
}

void write_holder(int fd, const std::string& who) {
  std::array<char, 65> host{};
  gethostname(host.data(), host.size() - 1);
  const auto text = fmt::format("{} (process {} on {})\n", who.empty() ? "psp" : who, getpid(), host.data());
  if (ftruncate(fd, 0) == 0 && pwrite(fd, text.data(), text.size(), 0) < 0) return;  // only for the others to read
}

/// Tries again and again; `word` when it has taken long. Throws what `give_up` says after 30 seconds.
template <class Try, class Word, class GiveUp>
void wait_until(Try&& attempt, Word&& word, GiveUp&& give_up) {
  const auto start = std::chrono::steady_clock::now();
  bool told = false;
  while (!attempt()) {
    const auto waited = std::chrono::steady_clock::now() - start;
    if (waited > give_up_after) throw Failure{Exit::system, give_up()};
    if (waited > word_after && !told) {
      word();
      told = true;
    }
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace

bool Lock::try_once() {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (!by_name_) {
    if (fcntl(file_.get(), F_OFD_SETLK, &lock) == 0) return true;
    if (errno == EAGAIN || errno == EACCES || errno == EINTR) return false;
    if (errno != ENOLCK && errno != EINVAL && errno != EOPNOTSUPP && errno != ENOSYS) fail(".psp/lock", "lock");
    by_name_ = true;
  }
  Descriptor made(openat(directory_.get(), held_by_name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (made) {
    file_ = std::move(made);
    mine_ = true;
    return true;
  }
  if (errno != EEXIST) fail(".psp/lock.held", "lock");
  // For the word on who holds it.
  Descriptor other(openat(directory_.get(), held_by_name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (other) file_ = std::move(other);
  return false;
}

Lock::Lock(int root, const std::string& who, const std::function<void(const Message&)>& tell) {
  directory_ = open_private_directory(root, ".psp");
  file_ = Descriptor(openat(directory_.get(), "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file_) fail(".psp/lock", "open");

  const auto locked = [&] {
    return msg(
        "the ledger is locked by {}: nothing was written; try again, and if no psp is at work there any more, "
        "delete .psp/lock.held",
        holder(file_.get()));
  };
  wait_until([&] { return try_once(); }, [&] { tell(msg("waiting for {}", holder(file_.get()))); }, locked);
  write_holder(file_.get(), who);
}

Lock::~Lock() {
  if (mine_) unlinkat(directory_.get(), held_by_name, 0);
  else if (!by_name_ && ftruncate(file_.get(), 0) != 0) return;  // nobody holds it: nobody is named
}

std::optional<std::string> lock_holder(const std::filesystem::path& ledger) {
  const auto directory = ledger / ".psp";
  if (const Descriptor by_name(open((directory / held_by_name).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)); by_name)
    return holder(by_name.get());
  const Descriptor file(open((directory / "lock").c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (!file || fcntl(file.get(), F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK) return std::nullopt;
  return holder(file.get());
}

WholeLedger::WholeLedger(int root, Access access, const std::function<void(const Message&)>& tell) : root_(root) {
  const int kind = access == Access::reads ? LOCK_SH : LOCK_EX;
  const auto others = access == Access::reads ? msg("another psp is writing to several cases")
                                              : msg("another psp is reading the whole ledger");
  wait_until([&] { return flock(root_, kind | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR); },
             [&] { tell(others); }, [&] { return others; });
}

WholeLedger::~WholeLedger() { flock(root_, LOCK_UN); }

}  // namespace psp::store
