// Programs of a repository's own: what its configuration or its hooks have git run when something is committed, merged,
// fetched or sent there. A folder that came from elsewhere can bring any; so each must have been agreed to, once, on
// this machine.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "store/git/repository.h"

namespace psp::store {

struct OwnProgram {
  std::string where;  ///< `filter.lfs.clean`, or the path of a hook
  std::string what;   ///< the command, or the text of the hook
};

/// Returns the repository's programs that psp did not write, sorted. Those that a person's or the machine's own
/// configuration names are not the repository's. Throws a Failure if a hook or its directory cannot be read.
Answer<std::vector<OwnProgram>> programs_of(const Repository&);

/// Returns true if the file, which lies outside of every ledger, has this line. Throws a Failure if it cannot be read.
bool is_agreed(const std::filesystem::path& file, std::string_view line);

/// Adds the line to the file, which is made, 0600 in 0700, where it is not there. Throws a Failure.
void agree(const std::filesystem::path& file, std::string_view line);

}  // namespace psp::store
