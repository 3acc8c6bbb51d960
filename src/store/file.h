// Files inside a ledger: read whole, and replaced so that after any crash there is the old text or the new one.
// Paths are relative to the ledger's directory; no part of them is followed out of it through a symbolic link.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

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

/// Throws a Failure (Exit::system) that names the path, what was tried, and the system's own reason in errno.
[[noreturn]] void fail(std::string_view path, std::string_view tried);

/// The text of a regular file. Throws a Failure: Exit::system where it cannot be read, Exit::data where it is no
/// regular file.
std::string read_file(int root, const std::string& path);

/// Opens a directory, and makes it and those above it, 0700, where they are not there. Throws a Failure.
Descriptor open_private_directory(int root, const std::string& path);

/// Whether what was written is known to survive a power cut (P2).
enum class Durable { yes, unknown };

/// Replaces a file's text if it still is `expected`; nothing where it is not: it changed meanwhile and stays as it
/// is. The new file is 0600, as a new one would be. Throws a Failure, the file then being as it was.
std::optional<Durable> replace_file(int root, const std::string& path, std::string_view expected,
                                    std::string_view text);

/// Makes a new file, 0600, with the directories above it, 0700; nothing where it is there already.
std::optional<Durable> create_file(int root, const std::string& path, std::string_view text);

}  // namespace psp::store
