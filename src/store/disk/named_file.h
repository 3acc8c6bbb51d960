// A file anywhere on the disk, as a person or git names it, whose text is to be replaced.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "store/disk/file.h"

namespace psp::store {

struct NamedFile {
  std::string given;     ///< as it was named
  Descriptor directory;  ///< nothing for /dev/null
  std::string name;      ///< in the directory
  std::string text;
};

/// Reads a file that is named from this directory. /dev/null is an empty file, as it is for git. Throws a Failure as
/// read_file() does.
NamedFile open_named_file(const std::filesystem::path& from, const std::string& given);

/// Puts the text into the file, which keeps its permissions. Returns nothing if it changed meanwhile: it then stays as
/// it is. Throws a Failure.
std::optional<Durable> put_text(const NamedFile&, std::string_view text);

}  // namespace psp::store
