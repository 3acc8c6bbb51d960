// people/ in git, encrypted by git-crypt.
#pragma once

#include <string_view>

#include "store/exclusive.h"

namespace psp::store {

/// Returns true if a .gitattributes of this text gives the files of people/ to git-crypt.
bool gives_people_to_git_crypt(std::string_view attributes);

/// Returns true if the ledger's .gitattributes does so: people/ is then part of the repository.
bool people_are_encrypted(const Ledger&);

/// Throws a Failure (Exit::usage) if people/ is encrypted in git and this clone has no key: git would take what is
/// written now in the clear.
void refuse_without_key(const Ledger&);

struct Encryption {
  bool before = false;         ///< it was so already
  bool still_ignored = false;  ///< git ignores people/ by another rule than that of .gitignore
  Durable durable = Durable::yes;
};

/// Has git-crypt encrypt people/ in git: makes a key where there is none, writes .gitattributes, makes sure that what
/// git would store is ciphertext and can be read again, and takes people/ out of .gitignore. Nothing is committed.
/// Throws a Failure: .gitattributes and .gitignore then are as they were.
Encryption encrypt_people(Ledger&, const Writer&);

}  // namespace psp::store
