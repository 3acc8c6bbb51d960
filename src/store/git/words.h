// What git holds in words beside the files: what commits and tags say and by whom they are, what branches are called,
// what is noted.
#pragma once

#include <string>
#include <vector>

#include "store/git/repository.h"

namespace psp::store {

/// Words, and where in git they stand.
struct GitWords {
  std::string place;      ///< `commit 1a2b3c4`, `branch`, `tag`
  std::string name = {};  ///< of the branch or the tag, which may itself tell who somebody is; else ""
  Message where;          ///< `in the message`
  std::string text;       ///< as UTF-8, where git knows what it is written in
};

/// Returns the messages of the commits that git's words for a range name (`HEAD`, `^origin/main`, `--all`), and who
/// wrote and committed them: each name and each e-mail address once, with the newest commit that has it. In the order
/// of git's log.
Answer<std::vector<GitWords>> words_of_commits(const Repository&, const std::vector<std::string>& range);

/// Returns the names of all branches, tags and other refs of this clone, what its tags say and by whom they are, and
/// its notes as they are now.
Answer<std::vector<GitWords>> words_of_refs(const Repository&);

/// Returns a branch's name as words.
GitWords words_of_branch(const std::string& name);

}  // namespace psp::store
