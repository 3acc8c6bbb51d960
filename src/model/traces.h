// What still tells who a client is: in git's history, and elsewhere than in the files of a ledger.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/diagnostic.h"

namespace psp {

/// Where that may be beside the ledger's files and git's objects.
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

/// What a search through git's history for a person found.
struct HistorySearch {
  std::optional<Message> not_looked;         ///< why it could not be looked at; the rest then says nothing
  bool there = true;                         ///< or it was not, because there is no repository
  std::vector<Message> words = {};           ///< git's own on that
  std::size_t objects = 0;                   ///< that were read
  std::size_t unread = 0;                    ///< too large, or of no text: what reads as text in them was searched
  bool shallow = false;                      ///< the clone has only the end of the history
  std::size_t missing = 0;                   ///< that this clone has not, as a partial one
  std::size_t clear = 0, encrypted = 0;      ///< versions of the person's own file
  std::map<std::string, std::size_t> named;  ///< how many versions of other files name the person, by path; "" where
                                             ///< nothing refers to them any more; "commit" for messages of commits

  bool holds_anything() const { return clear > 0 || encrypted > 0 || !named.empty(); }
};

}  // namespace psp
