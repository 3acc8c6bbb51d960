#include "store/disk/file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "format/toml.h"

namespace psp::store {
namespace {

struct PathParts {
  std::string directory, name;
};

std::string draft_of(const std::string& name) { return "." + name + ".tmp"; }

PathParts split(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return {"", path};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

enum class Absent { fails, is_made };

/// Opens a directory below root, one part of the path after the other; messages speak of `shown`.
Descriptor open_directory(int root, const std::string& path, Absent missing, const std::string& shown) {
  Descriptor at(openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  for (std::size_t start = 0; at && start < path.size();) {
    const auto end = std::min(path.find('/', start), path.size());
    const auto part = path.substr(start, end - start);
    if (missing == Absent::is_made) {
      if (mkdirat(at.get(), part.c_str(), 0700) == 0) {
        if (fsync(at.get()) != 0) fail(shown, "write to the disk");
      } else if (errno != EEXIST) {
        fail(shown, "make the directory");
      }
    }
    at = Descriptor(openat(at.get(), part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    start = end + 1;
  }
  if (!at) fail(shown, "open the directory");
  return at;
}

std::string read_all(int fd, const std::string& path) {
  struct stat info {};
  if (fstat(fd, &info) != 0) fail(path, "read");
  if (!S_ISREG(info.st_mode)) throw Failure{Exit::data, msg("{} is no regular file", path)};
  const auto refuse_larger = [&](std::size_t size) {
    if (size <= format::largest_file) return;
    throw Failure{Exit::data, msg("{} is larger than {} MiB: this cannot be right", path,
                                  std::int64_t{format::largest_file >> 20})};
  };
  refuse_larger(static_cast<std::size_t>(info.st_size));
  std::string text(static_cast<std::size_t>(info.st_size) + 1, '\0');
  std::size_t filled = 0;
  for (;;) {
    if (filled == text.size()) text.resize(2 * text.size());  // it grows while it is read
    const auto n = read(fd, text.data() + filled, text.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail(path, "read");
    if (n == 0) break;
    filled += static_cast<std::size_t>(n);
    refuse_larger(filled);
    if (filled == static_cast<std::size_t>(info.st_size) && filled < text.size())
      break;  // less came than was asked for
  }
  text.resize(filled);
  return text;
}

}  // namespace

/// A file beside the one that it is going to be, under a name that nobody looks for. It is removed unless it is kept. A
/// run that is killed leaves it: its name is the same each time, so that the next write finds it.
class TempFile {
 public:
  TempFile(int directory, const std::string& path, const std::string& name, std::string_view text)
      : directory_(directory), name_(draft_of(name)) {
    auto fd = make();
    if (!fd && errno == EEXIST) {
      const auto left = name_;
      std::uint64_t random = 0;
      if (getrandom(&random, sizeof random, 0) != sizeof random) random = static_cast<std::uint64_t>(getpid());
      name_ = fmt::format(".{}.{:016x}.tmp", name, random);
      fd = make();
      if (fd) clear(left, fd.get(), text);
    }
    if (!fd) fail(path, "write");
    try {
      for (auto rest = text; !rest.empty();) {
        const auto n = write(fd.get(), rest.data(), rest.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail(path, "write");
        if (n == 0) break;
        rest.remove_prefix(static_cast<std::size_t>(n));
      }
      struct stat info {};
      if (fstat(fd.get(), &info) != 0) fail(path, "write");
      if (static_cast<std::size_t>(info.st_size) != text.size())
        throw Failure{Exit::system, msg("{}: cannot write: {} of {} bytes came to the disk", path,
                                        std::int64_t{info.st_size}, static_cast<std::int64_t>(text.size()))};
      if (fsync(fd.get()) != 0) fail(path, "write to the disk");
    } catch (Failure& failure) {
      if (unlinkat(directory_, name_.c_str(), 0) != 0)
        failure.details.push_back(msg("{} is left behind: psp check tells where", name_));
      throw;
    }
  }
  ~TempFile() {
    if (!name_.empty()) unlinkat(directory_, name_.c_str(), 0);
  }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;

  const char* name() const { return name_.c_str(); }
  void keep() { name_.clear(); }

  /// Returns whether nothing that was left behind lies there any more. Where `displaced`, the draft holds what the file
  /// held before, and goes first.
  bool tidy(bool displaced) {
    if (displaced && unlinkat(directory_, name_.c_str(), 0) != 0) stays_ = true;
    name_.clear();
    return !stays_;
  }

 private:
  Descriptor make() const {
    return Descriptor(openat(directory_, name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  }

  /// Removes what an earlier run left, where it is our own, so old that nobody can be writing it any more, and says
  /// nothing that the text which is written now would not say. Anything else stays, and psp check tells of it.
  void clear(const std::string& left, int ours, std::string_view text) {
    constexpr auto old = 600;  // seconds
    struct stat now {
    }, then{};
    const Descriptor fd(openat(directory_, left.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (fstat(ours, &now) != 0 || (fd && fstat(fd.get(), &then) != 0)) return;
    if (fd && now.st_mtime - then.st_mtime < old) return;
    stays_ = true;
    if (!fd || then.st_uid != geteuid()) return;
    try {
      if (text.starts_with(read_all(fd.get(), left))) stays_ = unlinkat(directory_, left.c_str(), 0) != 0;
    } catch (const Failure&) {
    }
  }

  int directory_;
  std::string name_;
  bool stays_ = false;  ///< something that was left behind
};

Descriptor open_private_directory(int root, const std::string& path) {
  return open_directory(root, path, Absent::is_made, path);
}

namespace {

/// Writes a directory to the disk. fsync is not tried a second time: the error would be gone, and the data perhaps too.
Durable make_durable(int directory, bool tidy = true) {
  if (fsync(directory) != 0) return Durable::unknown;
  return tidy ? Durable::yes : Durable::with_leftover;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) close(fd_);
}

Message system_reason(int error) {
  // What the system says most often; the rest stays as it says it.
  constexpr std::array reasons{marked_in("system", "Permission denied"),
                               marked_in("system", "Operation not permitted"),
                               marked_in("system", "No such file or directory"),
                               marked_in("system", "Not a directory"),
                               marked_in("system", "Is a directory"),
                               marked_in("system", "File exists"),
                               marked_in("system", "Directory not empty"),
                               marked_in("system", "No space left on device"),
                               marked_in("system", "Disk quota exceeded"),
                               marked_in("system", "File too large"),
                               marked_in("system", "Read-only file system"),
                               marked_in("system", "Input/output error"),
                               marked_in("system", "Too many open files"),
                               marked_in("system", "Too many levels of symbolic links"),
                               marked_in("system", "File name too long"),
                               marked_in("system", "Stale file handle"),
                               marked_in("system", "Cannot allocate memory")};
  const std::string said = std::strerror(error);
  const auto known = std::find(reasons.begin(), reasons.end(), said);
  return known == reasons.end() ? msg("{}", said) : msg_in("system", *known);
}

void fail(std::string_view path, std::string_view tried) {
  const auto reason = system_reason(errno);
  throw Failure{Exit::system, msg("{}: cannot {}: {}", path, msg_in("cannot", tried), reason)};
}

Message unlisted(const std::error_code& reason) {
  return msg("cannot read the directory: {}", system_reason(reason.value()));
}

Descriptor open_root(const std::filesystem::path& directory) {
  Descriptor root(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) fail(directory.string(), "open the directory");
  return root;
}

bool is_there(int root, const std::string& path) {
  if (faccessat(root, path.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0) return true;
  if (errno != ENOENT && errno != ENOTDIR) fail(path, "look for it");
  return false;
}

std::string read_file(int root, const std::string& path) { return FileReader(root).read(path); }

std::string FileReader::read(const std::string& path) {
  auto [directory, name] = split(path);
  if (!at_ || directory != directory_) {
    at_ = open_directory(root_, directory, Absent::fails, path);
    directory_ = std::move(directory);
  }
  // Without O_NONBLOCK, a FIFO in place of a file would wait for ever.
  const Descriptor fd(openat(at_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!fd && errno == ELOOP) throw Failure{Exit::data, msg("{} is a symbolic link: psp does not follow it", path)};
  if (!fd) fail(path, "read");
  return read_all(fd.get(), path);
}

std::optional<std::string> read_named_file(const std::filesystem::path& path, const std::string& shown) {
  const Descriptor fd(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!fd && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (!fd) fail(shown, "read");
  return read_all(fd.get(), shown);
}

std::vector<std::string> entries_in(int root, const std::string& path, const std::string& shown,
                                    std::string_view part) {
  std::vector<std::string> names;
  Descriptor at(openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  for (std::size_t start = 0; at && start < path.size();) {
    const auto end = std::min(path.find('/', start), path.size());
    at = Descriptor(
        openat(at.get(), path.substr(start, end - start).c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    start = end + 1;
  }
  if (!at && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)) return names;
  const int own = at ? fcntl(at.get(), F_DUPFD_CLOEXEC, 0) : -1;  // closedir() closes what it is given
  DIR* const all = own >= 0 ? fdopendir(own) : nullptr;
  if (!all) {
    const int why = errno;
    if (own >= 0) close(own);
    errno = why;
    fail(shown.empty() ? path : shown, "read the directory");
  }
  errno = 0;
  while (const auto* entry = readdir(all))
    if (const std::string_view name = entry->d_name;
        name.find(part) != std::string_view::npos && name != "." && name != "..")
      names.emplace_back(name);
  const int why = errno;
  closedir(all);
  if ((errno = why) != 0) fail(shown.empty() ? path : shown, "read the directory");
  std::sort(names.begin(), names.end());
  return names;
}

namespace {

/// Returns the text of a file beside others; nothing if it cannot be read as one.
std::optional<std::string> text_of(int directory, const char* name, const std::string& path) {
  const Descriptor fd(openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!fd) return std::nullopt;
  try {
    return read_all(fd.get(), path);
  } catch (const Failure&) {
    return std::nullopt;
  }
}

}  // namespace

Replacement::Replacement(int root, const std::string& path, std::string_view expected, std::string_view text,
                         const Replacement* other)
    : root_(root), path_(path), expected_(expected), text_(text) {
  const auto [directory, name] = split(path);
  if (other && split(other->path_).directory == directory) directory_ = other->directory_;
  else directory_ = std::make_shared<const Descriptor>(open_directory(root, directory, Absent::fails, path));
  draft_ = std::make_unique<TempFile>(directory_->get(), path, name, text);
}

Replacement::~Replacement() = default;

std::optional<Durable> Replacement::take_place() {
  const auto [directory, name] = split(path_);
  const int at = directory_->get();
  const auto exchange = [&, to = name.c_str()] { return renameat2(at, draft_->name(), at, to, RENAME_EXCHANGE) == 0; };
  // The two change places; then what was displaced can be looked at: an editor may have saved in between.
  if (exchange()) {
    auto out = text_of(at, draft_->name(), path_);
    if (out == expected_) {
      const bool tidy = draft_->tidy(true);
      return make_durable(at, tidy);
    }
    // What came out goes back. Should that bring out anything but what we put in, it is a later save, and goes back
    // too.
    for (auto in = std::optional<std::string>(text_);;) {
      if (!exchange()) {
        const auto kept = directory + "/" + draft_->name();
        draft_->keep();
        throw Failure{Exit::system, msg("{}: somebody saved it meanwhile; what they saved is in {}", path_, kept)};
      }
      auto next = text_of(at, draft_->name(), path_);
      if (next == in) return std::nullopt;
      in = std::move(out);
      out = std::move(next);
    }
  }
  if (errno != EINVAL && errno != ENOSYS) fail(path_, "replace");
  // A file system that cannot exchange: look first, then rename.
  if (read_file(root_, path_) != expected_) return std::nullopt;
  if (renameat(at, draft_->name(), at, name.c_str()) != 0) fail(path_, "replace");
  return make_durable(at, draft_->tidy(false));
}

std::optional<Durable> replace_file(int root, const std::string& path, std::string_view expected,
                                    std::string_view text) {
  return Replacement(root, path, expected, text).take_place();
}

namespace {

/// Renames to a name that is free. Returns false if it is not. `shown` is what a Failure's message names.
bool rename_to_free(int from, const std::string& name, int to, const std::string& free, const std::string& shown,
                    std::string_view tried) {
  if (renameat2(from, name.c_str(), to, free.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  if (errno != EINVAL && errno != ENOSYS) fail(shown, tried);
  // A file system that cannot do so in one step: look first, then rename.
  if (faccessat(to, free.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0) return false;
  if (renameat(from, name.c_str(), to, free.c_str()) != 0) fail(shown, tried);
  return true;
}

}  // namespace

std::optional<Durable> create_file(int root, const std::string& path, std::string_view text) {
  const auto [directory, name] = split(path);
  const auto at = open_directory(root, directory, Absent::is_made, path);
  TempFile draft(at.get(), path, name, text);
  if (!rename_to_free(at.get(), draft.name(), at.get(), name, path, marked_in("cannot", "make"))) return std::nullopt;
  return make_durable(at.get(), draft.tidy(false));
}

std::optional<Durable> move_file(int root, const std::string& from, const std::string& to) {
  const auto [old_directory, old_name] = split(from);
  const auto [directory, name] = split(to);
  const auto old_at = open_directory(root, old_directory, Absent::fails, from);
  const auto at = open_directory(root, directory, Absent::is_made, to);
  if (!rename_to_free(old_at.get(), old_name, at.get(), name, to, marked_in("cannot", "rename it to this")))
    return std::nullopt;
  const auto durable = make_durable(at.get());
  return directory == old_directory ? durable : std::max(durable, make_durable(old_at.get()));
}

Durable confirm_file(int root, const std::string& path) {
  const auto [directory, name] = split(path);
  const auto at = open_directory(root, directory, Absent::fails, path);
  const Descriptor fd(openat(at.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!fd) fail(path, "read");
  if (fsync(fd.get()) != 0) return Durable::unknown;
  return make_durable(at.get());
}

Durable confirm_directory(int root, const std::string& path) {
  return make_durable(open_directory(root, path, Absent::fails, path).get());
}

void remove_left_behind(int root, const std::string& path,
                        const std::function<bool(const std::string& text)>& is_known) {
  const auto [directory, name] = split(path);
  const auto left = directory + "/" + draft_of(name);
  try {
    if (is_there(root, left) && is_known(read_file(root, left))) unlinkat(root, left.c_str(), 0);
  } catch (const Failure&) {
    // It stays.
  }
}

std::optional<Durable> remove_file(int root, const std::string& path) {
  const auto [directory, name] = split(path);
  const auto at = open_directory(root, directory, Absent::fails, path);
  if (unlinkat(at.get(), name.c_str(), 0) != 0) return std::nullopt;
  return make_durable(at.get());
}

}  // namespace psp::store
