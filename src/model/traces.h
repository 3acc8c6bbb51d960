// Places outside a ledger's files that still tell who a client is: git's history, and what else git keeps.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/diagnostic.h"

namespace psp {

/// Where a client may be named, besides the ledger's files and git's objects.
enum class Elsewhere {
  worktree,  ///< files in another working tree of the repository
  ref,       ///< the name of a branch, a tag, a note or anything else that refers to an object
  reflog,    ///< git's list of what a ref meant before
  config,    ///< git's settings of this repository
  message,   ///< the message of a commit, a merge or a tag, in the making or left over
  git_file,  ///< any other file of git's own
};

/// A place that tells who the client is. It does not repeat what was found there.
struct Trace {
  Elsewhere kind;
  std::string place;         ///< the name of a ref, or the path of a file
  int line = 0, column = 0;  ///< from 1, in code points; 0 for a name, and for a file that is not text
  Severity severity = Severity::error;
  Message what;  ///< `a name of K-0117: …M*** L*****…`
};

/// A place that could not be searched.
struct NotLooked {
  std::string place;
  Message why;
  std::vector<Message> words = {};  ///< what git said about it
};

/// What a search for a person in git's history found.
struct HistorySearch {
  std::optional<Message> not_looked;     ///< why the history was not searched; the numbers below then mean nothing
  bool there = true;                     ///< false if it was not searched because there is no repository
  std::vector<Message> words = {};       ///< what git said about it
  std::size_t objects = 0;               ///< objects that were read
  std::size_t unread = 0;                ///< objects that were too large, or no text and so searched in part alone
  bool shallow = false;                  ///< the clone has only the end of the history
  std::size_t missing = 0;               ///< objects that this partial clone does not have
  std::size_t clear = 0, encrypted = 0;  ///< versions of the person's own file
  /// How many versions of other files name the person, by path; "" for objects that nothing refers to any more,
  /// "commit" for messages of commits.
  std::map<std::string, std::size_t> named;

  bool holds_anything() const { return clear > 0 || encrypted > 0 || !named.empty(); }
};

}  // namespace psp
