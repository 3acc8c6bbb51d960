// The repository that a ledger lies in, and what stands in its commits and in its index.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "format/blocks.h"
#include "store/git.h"

namespace psp::store {

struct Repository {
  std::filesystem::path top;      ///< of its working tree
  std::string prefix;             ///< the ledger's directory as seen from there: "" or `office/`
  std::filesystem::path git_dir;  ///< this working tree's own part of `.git`
  std::filesystem::path common;   ///< what all working trees of it share
  std::filesystem::path hooks;    ///< where git looks for hooks, there or not
};

/// The repository that a ledger lies in; nothing where it lies in none. git is asked from `seen_from`: a hook's
/// current directory, elsewhere the ledger's. Throws a Failure (Exit::system) where there is no git, git refuses the
/// repository, or it has no working tree.
std::optional<Repository> repository_of(const std::filesystem::path& ledger, const std::filesystem::path& seen_from);

/// Throws a Failure (Exit::system) that says how to get git where there is none.
std::string git_version();

/// Paths from the ledger's directory, each with the object that holds its text.
using Tree = std::map<std::string, std::string, std::less<>>;

/// A commit's; empty where it has nothing there.
Tree tree_of(const Repository&, const std::string& commit);

struct Index {
  Tree files;
  std::vector<std::string> unmerged;  ///< what a merge left to a person
};
Index index_of(const Repository&);

/// The commit that a word means; nothing where it means none.
std::optional<std::string> commit_named(const Repository&, const std::string& word);

/// Its first characters, as many as are needed.
std::string short_name(const Repository&, const std::string& commit);

/// True for `cases/YYYY/ID.toml`, and for no other file (model/ledger_file.h).
bool is_case_file(std::string_view path);

/// The kind under which names_in() has the opening of a case. Its id is the client, who wrote it down and when: so a
/// case that got another number is known again.
constexpr std::string_view opening = "case";

/// The opening of a case as a name; nothing where the text has none.
std::optional<format::RecordName> opening_in(std::string_view text);

/// The records that a case file holds, and its opening.
std::vector<format::RecordName> names_in(std::string_view text);

/// What objects hold, each read once.
class Objects {
 public:
  explicit Objects(const Repository& repository) : repository_(repository) {}

  /// Reads those that are not known yet, all in one go.
  void load(const std::vector<std::string>& objects);
  /// "" for one that is not there.
  const std::string& text(const std::string& object);
  const std::vector<format::RecordName>& names(const std::string& object);

 private:
  const Repository& repository_;
  std::unordered_map<std::string, std::string> texts_;
  std::unordered_map<std::string, std::vector<format::RecordName>> names_;
};

}  // namespace psp::store
