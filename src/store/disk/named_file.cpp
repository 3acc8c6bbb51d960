#include "store/disk/named_file.h"

#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

namespace psp::store {

NamedFile open_named_file(const std::filesystem::path& from, const std::string& given) {
  const auto path = from / given;
  if (path == "/dev/null") return {given, Descriptor(), "null", ""};
  Descriptor directory(open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory) fail(given, "open the directory");
  auto text = read_file(directory.get(), path.filename());
  return {given, std::move(directory), path.filename(), std::move(text)};
}

std::optional<Durable> put_text(const NamedFile& file, std::string_view text) {
  if (file.text == text) return Durable::yes;
  const int directory = file.directory.get();
  struct stat before {};
  if (fstatat(directory, file.name.c_str(), &before, AT_SYMLINK_NOFOLLOW) != 0) fail(file.given, "read");
  const auto durable = replace_file(directory, file.name, file.text, text);
  if (!durable) return std::nullopt;
  if (constexpr mode_t made = 0600, all = 07777; (before.st_mode & all) != made)
    if (fchmodat(directory, file.name.c_str(), before.st_mode & all, 0) != 0)
      fail(file.given, "restore the permissions");
  return durable;
}

}  // namespace psp::store
