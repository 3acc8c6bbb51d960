// All files of a ledger, whatever they are, as texts to be searched.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/elsewhere.h"
#include "store/git.h"
#include "store/ledger.h"

namespace psp::store {

/// Returns the files below the ledger's directory that git holds, and those that it would take: what is not ignored.
/// Sorted; nothing where the ledger is in no repository.
Answer<std::optional<std::vector<std::string>>> files_of_git(const Ledger&);

/// All files below the ledger's directory but those of .git. Sorted. Throws a Failure where it cannot be read.
std::vector<std::string> files_on_disk(const Ledger&);

/// The text of a file to be searched; nothing where it is none: binary, encrypted, too large, a link, or gone.
std::optional<std::string> searchable_text(const Ledger&, const std::string& path);

/// What of a file can be searched.
struct Searchable {
  std::string text = {};
  bool whole = true;  ///< it is a text, and this is it
};

/// Returns true for what git takes for no text, as it has a NUL near its beginning.
bool is_binary(std::string_view bytes);

/// Returns a text as it is; of what is none, as an editor's swap file, what reads as text in it: each piece that is
/// long enough, on a line of its own.
Searchable searchable(std::string bytes);

/// Reads all that lies below a directory but those of .git, in the order of the paths from it, and gives each path to
/// `take`, with what can be searched of it: of a symbolic link, what it points at; of a file that is too large, and of
/// what is none, nothing. Directories count by what is in them, and by themselves where that is nothing. `passes_over`
/// keeps a path, and all below it, from being looked at. Returns what could not be looked at, by its path from the
/// directory, "" for itself: what cannot be read, and other repositories that lie in it.
std::vector<NotLooked> read_below(const std::filesystem::path& directory,
                                  const std::function<bool(const std::string& path)>& passes_over,
                                  const std::function<void(const std::string& path, Searchable)>& take);

/// Returns the files of people/ that git holds unencrypted, as they are staged; none where the ledger is in no
/// repository.
Answer<std::vector<std::string>> people_in_the_clear(const Ledger&);

}  // namespace psp::store
