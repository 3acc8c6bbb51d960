// Files inside a ledger: read whole, and replaced so that after any crash there is the old text or the new one.
// Paths are relative to the ledger's directory; no part of them is followed out of it through a symbolic link.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "model/diagnostic.h"

namespace psp::store {

/// A descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  Descriptor& operator=(Descriptor&&) noexcept;
  ~Descriptor();
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

/// Returns what the system says of an error, a value of errno.
Message system_reason(int error);

/// Throws a Failure (Exit::system) that names the path, what was tried, and the system's own reason in errno.
[[noreturn]] void fail(std::string_view path, std::string_view tried);

/// Says that a directory cannot be listed, and the system's reason.
Message unlisted(const std::error_code& reason);

/// Returns whether there is anything of that name, be it a file or not. Throws a Failure (Exit::system) if that cannot
/// be told.
bool is_there(int root, const std::string& path);

/// Returns the text of a regular file. Throws a Failure: Exit::system where it cannot be read, Exit::data where it is
/// no regular file, or holds more than format::largest_file bytes, of which none are read then.
std::string read_file(int root, const std::string& path);

/// Reads files as read_file() does, and keeps the directory of the last one open for the next. For one thread.
class FileReader {
 public:
  explicit FileReader(int root) : root_(root) {}
  std::string read(const std::string& path);

 private:
  int root_;
  std::string directory_;
  Descriptor at_;
};

/// Returns the text of a regular file anywhere, as a person or git names it: symbolic links are followed. Nothing if
/// there is none of that name. Throws a Failure as read_file() does, which calls the file `shown`.
std::optional<std::string> read_named_file(const std::filesystem::path& path, const std::string& shown);

/// Opens a directory anywhere, for paths from it. Throws a Failure.
Descriptor open_root(const std::filesystem::path& directory);

/// Opens a directory, and makes it and those above it, 0700, where they are not there. Throws a Failure.
Descriptor open_private_directory(int root, const std::string& path);

/// Returns the names in a directory that hold `part`, sorted; nothing if it is not there, or is none. Throws a Failure
/// if it cannot be read, which calls it `shown`, or by its path.
std::vector<std::string> entries_in(int root, const std::string& path, const std::string& shown = {},
                                    std::string_view part = {});

/// Says whether what was written is known to survive a power cut. The greater value is the worse one.
enum class Durable {
  yes,
  with_leftover,  ///< yes, but a file `.NAME.tmp` could not be removed, or holds what the new text has not
  unknown,
};

class TempFile;

/// The next text of a file, written beside it and on the disk already: to take the file's place it needs no more room.
class Replacement {
 public:
  /// Throws a Failure, and then leaves nothing behind. `expected` and `text` must outlive it. If `other` is one of a
  /// file in the same directory, the two keep that open once.
  Replacement(int root, const std::string& path, std::string_view expected, std::string_view text,
              const Replacement* other = nullptr);
  ~Replacement();  ///< removes what has not taken the file's place
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  /// Takes the file's place if its text still is `expected`; nothing if it is not: it changed meanwhile and stays as it
  /// is. The new file is 0600, as a new one would be. Throws a Failure, the file then being as it was.
  std::optional<Durable> take_place();

 private:
  int root_;
  std::string path_;
  std::string_view expected_, text_;
  std::shared_ptr<const Descriptor> directory_;
  std::unique_ptr<TempFile> draft_;
};

/// Replaces a file's text in one go: see Replacement.
std::optional<Durable> replace_file(int root, const std::string& path, std::string_view expected,
                                    std::string_view text);

/// Makes a new file, 0600, with the directories above it, 0700. Returns nothing if it is there already.
std::optional<Durable> create_file(int root, const std::string& path, std::string_view text);

/// Gives a file another name, and makes the directories above that. Returns nothing if there is a file of that name.
/// Throws a Failure, the file then having its old name.
std::optional<Durable> move_file(int root, const std::string& from, const std::string& to);

/// Makes sure that a file that is there survives a power cut. Throws a Failure if it cannot be opened.
Durable confirm_file(int root, const std::string& path);

/// Makes sure that what was given a name in a directory, or lost it, survives a power cut. Throws a Failure if the
/// directory cannot be opened.
Durable confirm_directory(int root, const std::string& path);

/// Removes what a killed write left beside a file, where `is_known` says of its text that nothing is lost with it. What
/// cannot be read or removed stays, and psp check tells of it. Only for who knows that nobody is writing that file.
void remove_left_behind(int root, const std::string& path,
                        const std::function<bool(const std::string& text)>& is_known);

/// Removes a file. Returns nothing if it cannot be removed; errno says why.
std::optional<Durable> remove_file(int root, const std::string& path);

}  // namespace psp::store
