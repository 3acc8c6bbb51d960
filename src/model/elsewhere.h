// Where else than in the files of a ledger and in git's objects a text may tell who a client is.
#pragma once

#include <string>
#include <vector>

#include "model/diagnostic.h"

namespace psp {

enum class Elsewhere {
  worktree,  ///< files in another working tree of the repository
  ref,       ///< the name of a branch, a tag, a note, whatever refers to an object
  reflog,    ///< what git notes of where a ref was before
  config,    ///< git's settings of this repository
  message,   ///< what was written, or is being written, to be the message of a commit, a merge or a tag
  git_file,  ///< any other file of git's own
};

/// A place that tells who the client is. Nothing that was found is repeated in it.
struct Trace {
  Elsewhere kind;
  std::string place;         ///< the name of a ref, or the path of a file
  int line = 0, column = 0;  ///< from 1, in code points; 0 for a name, and in a file that is no text
  Severity severity = Severity::error;
  Message what;  ///< `a name of K-0117: …M*** L*****…`
};

/// What could not be looked at.
struct NotLooked {
  std::string place;
  Message why;
  std::vector<Message> words = {};  ///< git's own on that
};

}  // namespace psp
