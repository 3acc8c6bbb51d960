// All files of a ledger, whatever they are, as texts to be searched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/git.h"
#include "store/ledger.h"

namespace psp::store {

/// Returns the files below the ledger's directory that git holds, and those that it would take: what is not ignored.
/// Sorted; nothing where the ledger is in no repository.
Answer<std::optional<std::vector<std::string>>> files_of_git(const Ledger&);

/// What lies on the disk.
struct DiskFiles {
  std::vector<std::string> files = {};  ///< sorted
  std::vector<Diagnostic> unread = {};  ///< the directories that cannot be read
};

/// Returns all files below the ledger's directory but those of .git, and the directories that keep theirs to
/// themselves.
DiskFiles disk_files(const Ledger&);

/// Returns the files alone. Throws a Failure (Exit::system) where a directory cannot be read.
std::vector<std::string> files_on_disk(const Ledger&);

/// A file as it can be searched.
struct SearchableText {
  std::optional<std::string> text = {};  ///< nothing where it is none: binary, encrypted, too large, a link, or gone
  std::optional<Message> unread = {};    ///< why nobody knows: it cannot be read
};

/// Returns a file of the ledger to be searched.
SearchableText text_to_search(const Ledger&, const std::string& path);

/// Returns its text; nothing where it is none, or cannot be read.
std::optional<std::string> searchable_text(const Ledger&, const std::string& path);

/// Returns the files of people/ that git holds unencrypted, as they are staged; none where the ledger is in no
/// repository.
Answer<std::vector<std::string>> people_in_the_clear(const Ledger&);

}  // namespace psp::store
