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

/// All files below the ledger's directory but those of .git. Sorted. Throws a Failure where it cannot be read.
std::vector<std::string> files_on_disk(const Ledger&);

/// The text of a file to be searched; nothing where it is none: binary, encrypted, too large, a link, or gone.
std::optional<std::string> searchable_text(const Ledger&, const std::string& path);

/// Returns the files of people/ that git holds unencrypted, as they are staged; none where the ledger is in no
/// repository.
Answer<std::vector<std::string>> people_in_the_clear(const Ledger&);

}  // namespace psp::store
