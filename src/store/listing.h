// What lies in a ledger's directories, by its names alone: no file is opened.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"

namespace psp::store {

/// A file that is no case, and what is told of it.
struct Stray {
  std::string speaks_of;  ///< the path of the file that its name speaks of; "" if it speaks of none
  Diagnostic told;
};

struct Listing {
  std::vector<std::string> ids;     ///< of the cases, sorted
  std::vector<std::string> taken;   ///< the same and those that other names speak of, sorted, each once
  std::vector<std::string> people;  ///< the paths of the persons' files, sorted
  std::vector<Stray> strays;        ///< all that is told but for the next two
  std::vector<Diagnostic> persons;  ///< of what in people/ may hold who a client is, but is not read
  std::vector<Diagnostic> unnamed;  ///< of each file that may be a paper, if no record names it
  std::vector<Diagnostic> unread;   ///< the directories of cases that cannot be read: strays, too, as those of people
  std::vector<Diagnostic> persons_unread;  ///< of `persons`, the directories that cannot be read
};

/// Looks through the ledger in this directory, open as `root`: itself, cases/, people/, .psp/. Symbolic links are not
/// followed. A directory that cannot be read is told in it, and keeps nobody from the others. What another psp is just
/// writing is not told to be left behind.
Listing list(const std::filesystem::path& directory, int root);

/// Returns the strays that speak of a case's file and lie beside it: the other names there are passed over. Returns none
/// where the directory is long, of a thousand names or so, for looking through it would take longer than reading the
/// case: who lists the whole ledger is told of them.
std::vector<Stray> list_beside(const std::filesystem::path& directory, int root, std::string_view case_id);

/// Looks into people/ alone: for who reads no case, as a hook while psp itself merges.
Listing list_people(const std::filesystem::path& directory);

}  // namespace psp::store
