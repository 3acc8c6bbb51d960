#include "store/git/new_ledger.h"

#include <algorithm>
#include <cerrno>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/ledger_file.h"
#include "store/git/set_up.h"

namespace psp::store {

namespace fs = std::filesystem;

Durable create_ledger(const fs::path& directory, std::string_view office_text) {
  std::error_code error;
  fs::path reached;
  for (const auto& part : fs::absolute(directory, error).lexically_normal()) {
    reached /= part;
    if (mkdir(reached.c_str(), 0700) == 0) {
      const Descriptor above(open(reached.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
      if (!above || fsync(above.get()) != 0) fail(reached.string(), "write to the disk");
    } else if (errno != EEXIST && !fs::is_directory(reached, error)) {
      fail(reached.string(), "make the directory");
    }
  }
  const Descriptor root(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) fail(directory.string(), "make the directory");
  const std::string office(office_file);
  const Failure there{Exit::usage,
                      msg("{} is a ledger already; psp init --git puts git beside it", directory.string())};
  if (faccessat(root.get(), office.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0) throw there;
  open_private_directory(root.get(), "cases");
  const auto git_files = add_git_lines(directory, false);
  // Last, for it is what makes the directory a ledger: a run that was stopped before can be done again.
  const auto made = create_file(root.get(), office, office_text);
  if (!made) throw there;
  return std::max(*made, git_files.durable);
}

}  // namespace psp::store
