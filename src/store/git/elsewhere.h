// What a repository holds beside its objects and the ledger's own files, to be searched: its other working trees, the
// names of its refs, their logs, its settings, messages that git keeps.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "model/traces.h"
#include "store/git/texts.h"

namespace psp::store {

/// A name, or a file with its name.
struct OtherText {
  Elsewhere kind;
  std::string place;  ///< as a person finds it: `refs/heads/main`, `.git/config`, `/home/ana/second/psp.toml`
  std::string name;   ///< what of that is to be searched as well: its end, or all of it
  Searchable content = {};
};

/// Gives to `take` all names and texts that the repository has beside its objects and the ledger's own files. Returns
/// what could not be looked at: a working tree whose directory is not there, a directory or a file that cannot be read,
/// what git does not tell. Does nothing if the ledger lies in no repository. Files of another working tree are those of
/// the ledger in it, and their names are paths from its directory. No argument of git's has anything in it but psp's
/// own words.
std::vector<NotLooked> look_elsewhere(const std::filesystem::path& ledger,
                                      const std::function<void(const OtherText&)>& take);

}  // namespace psp::store
