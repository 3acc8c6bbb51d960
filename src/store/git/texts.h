// All files of a ledger, whatever they are, as texts to be searched.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/traces.h"
#include "store/git/git.h"
#include "store/ledger.h"

namespace psp::store {

/// Returns the files below the ledger's directory that git holds, and those that it would take: what is not ignored.
/// Sorted; nothing if the ledger is in no repository.
Answer<std::optional<std::vector<std::string>>> files_of_git(const Ledger&);

/// What lies on the disk.
struct DiskFiles {
  std::vector<std::string> files = {};  ///< sorted
  std::vector<Diagnostic> unread = {};  ///< the directories that cannot be read
};

/// Returns all files below the ledger's directory but those of .git, and the directories that keep theirs to
/// themselves.
DiskFiles disk_files(const Ledger&);

/// A file as it can be searched.
struct SearchableText {
  std::optional<std::string> text = {};  ///< nothing if it is none: binary, encrypted, too large, a link, or gone
  std::optional<Message> unread = {};    ///< why nobody knows: it cannot be read
};

/// Returns a file of the ledger to be searched.
SearchableText text_to_search(const Ledger&, const std::string& path);

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

/// Returns the files of people/ that git holds unencrypted, as they are staged; none if the ledger is in no repository.
Answer<std::vector<std::string>> people_in_the_clear(const Ledger&);

}  // namespace psp::store
