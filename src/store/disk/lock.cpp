#include "store/disk/lock.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/disk/lock_holder.h"

namespace psp::store {
namespace {

using namespace std::chrono_literals;
constexpr auto pause = 10ms, word_after = 1000ms, give_up_after = 30000ms;
constexpr const char* held_by_name = "lock.held";
constexpr const char* taken_over_name = "lock.taken-over";

/// Returns what its holder has written into the file of a lock.
std::string words_in(int fd) {
  std::array<char, 1000> buffer;
  const auto n = pread(fd, buffer.data(), buffer.size(), 0);
  return {buffer.data(), n > 0 ? static_cast<std::size_t>(n) : 0};
}

std::string holder(int fd) { return holder_name(words_in(fd)); }

/// Returns true if the file is psp's own to write into. One of two names may be something else under the other, and
/// what somebody else owns is theirs: such a file still locks, and nothing is written into it.
bool is_ours(int fd) {
  struct stat info {};
  return fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_nlink == 1 && info.st_uid == geteuid();
}

void write_holder(int fd, const std::string& who) {
  if (!is_ours(fd)) return;
  const auto text = describe_holder(who);
  if (ftruncate(fd, 0) == 0 && pwrite(fd, text.data(), text.size(), 0) < 0) return;  // only for the others to read
}

/// Calls `try_once` until it returns true, and `word` when that has taken long. Throws a Failure with what `give_up`
/// returns after 30 seconds.
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
  Descriptor other(openat(directory_.get(), held_by_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (other) file_ = std::move(other);
  take_away_if_left_behind();
  return false;
}

/// Of those who find the file of a dead process, one alone may take it away. Were each to delete what it had found to
/// be left behind, the second would delete the lock that the first has got since. So it is looked at and deleted only
/// by whom a further file lets, made by O_EXCL as well: what is looked at then stays what it was until it is deleted,
/// for its maker is dead, and nobody else may. The lock is free then, and whoever comes first gets it.
void Lock::take_away_if_left_behind() {
  if (!is_holder_gone(words_in(file_.get()))) return;
  const Descriptor alone(
      openat(directory_.get(), taken_over_name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!alone) return;
  const Descriptor now(openat(directory_.get(), held_by_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  const auto words = now ? words_in(now.get()) : "";
  if (is_holder_gone(words) && unlinkat(directory_.get(), held_by_name, 0) == 0)
    tell_(msg("{} was stopped and left its lock behind: it is taken away", holder_name(words)));
  unlinkat(directory_.get(), taken_over_name, 0);
}

Lock::Lock(int root, const std::string& who, const Tell& tell) : tell_(tell) {
  directory_ = open_private_directory(root, ".psp");
  file_ = Descriptor(openat(directory_.get(), "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
  if (!file_) fail(".psp/lock", "open");
  struct stat info {};
  if (fstat(file_.get(), &info) != 0) fail(".psp/lock", "look at it");
  if (!S_ISREG(info.st_mode))
    throw Failure{Exit::data, msg(".psp/lock is no regular file: delete it, and psp makes it anew")};

  const auto locked = [&] {
    // The kernel's lock goes with its process; a file stays.
    if (!by_name_) return msg("the ledger is locked by {}: nothing was written; try again", holder(file_.get()));
    return msg(
        "the ledger is locked by {}: nothing was written; try again, and if no psp is at work there any more, "
        "delete .psp/{} and .psp/{}",
        holder(file_.get()), held_by_name, taken_over_name);
  };
  wait_until([&] { return try_once(); }, [&] { tell(msg("waiting for {}", holder(file_.get()))); }, locked);
  write_holder(file_.get(), who);
}

Lock::~Lock() {
  if (mine_) unlinkat(directory_.get(), held_by_name, 0);
  else if (!by_name_ && is_ours(file_.get()) && ftruncate(file_.get(), 0) != 0) return;  // nobody holds it any more
}

std::optional<std::string> lock_holder(const std::filesystem::path& ledger) {
  const auto directory = ledger / ".psp";
  if (const Descriptor by_name(
          open((directory / held_by_name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
      by_name)
    return is_holder_gone(words_in(by_name.get())) ? std::nullopt : std::optional(holder(by_name.get()));
  const Descriptor file(open((directory / "lock").c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (!file || fcntl(file.get(), F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK) return std::nullopt;
  return holder(file.get());
}

namespace {

/// Returns who writes at the moment, for those who wait without wanting the lock.
std::string writer_at_work(int root) {
  for (const auto* path : {".psp/lock.held", ".psp/lock"}) {
    const Descriptor fd(openat(root, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (const auto words = fd ? words_in(fd.get()) : ""; !words.empty()) return holder_name(words);
  }
  return holder_name({});
}

}  // namespace

WholeLedger::WholeLedger(int root, bool& held, Access access, const Tell& tell)
    : root_(root), held_(held), mine_(!held) {
  if (!mine_) return;
  const int kind = access == Access::reads ? LOCK_SH : LOCK_EX;
  const auto others = [&] {
    return access == Access::reads ? msg("{} is writing to several cases", writer_at_work(root_))
                                   : msg("another psp is reading the whole ledger");
  };
  wait_until([&] { return flock(root_, kind | LOCK_NB) == 0 || (errno != EWOULDBLOCK && errno != EINTR); },
             [&] { tell(msg("waiting: {}", others())); }, [&] { return msg("{}: try again", others()); });
  held_ = true;
}

WholeLedger::~WholeLedger() {
  if (!mine_) return;
  flock(root_, LOCK_UN);
  held_ = false;
}

}  // namespace psp::store
