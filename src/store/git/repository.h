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
#include "store/git/git.h"

namespace psp::store {

struct Repository {
  Git git;                        ///< asked at the top of the working tree, without its programs
  std::filesystem::path top;      ///< of its working tree
  std::string prefix;             ///< the ledger's directory as seen from there: "" or `office/`
  std::filesystem::path git_dir;  ///< this working tree's own part of `.git`
  std::filesystem::path common;   ///< what all working trees of it share
  std::filesystem::path hooks;    ///< where git looks for hooks, there or not
};

/// Returns the repository that a ledger lies in; nothing if it lies in none. There is no answer if there is a .git and
/// no git, if git refuses the repository, or if it has no working tree.
Answer<std::optional<Repository>> repository_of(const std::filesystem::path& ledger);

/// Returns the repository whose hook is running, seen from the hook's current directory. It must be the ledger's.
Answer<std::optional<Repository>> repository_of_hook(const std::filesystem::path& ledger,
                                                     const std::filesystem::path& current);

/// Returns the words that say that a ledger lies in no repository, and what makes one.
Message no_repository();

/// Returns the repository of a ledger. Throws a Failure if it lies in none (Exit::usage), or git gives no answer
/// (Exit::system).
Repository must_have_repository(const std::filesystem::path& ledger);

/// Paths from the ledger's directory, each with the object that holds its text.
using Tree = std::map<std::string, std::string, std::less<>>;

/// Returns the files that a commit has in the ledger's directory; none if it has nothing there.
Answer<Tree> tree_of(const Repository&, const std::string& commit);

/// A file that a merge left to a person: the object of each side, "" if it has none.
struct Unmerged {
  std::string base, ours, theirs;
};
struct Index {
  Tree files;
  std::map<std::string, Unmerged> unmerged = {};   ///< paths from the ledger's directory
  std::vector<std::string> unmerged_outside = {};  ///< paths from the top of the working tree
  std::vector<std::string> links = {};             ///< symbolic links, which psp does not follow
};
Answer<Index> index_of(const Repository&);

/// Returns what a commit has as an index would have it.
Answer<Index> index_of(const Repository&, const std::string& commit);

/// Returns the commit that a word means; no line if it means none.
Answer<Line> commit_named(const Repository&, const std::string& word);

/// Returns the last commit of the branch; no line if there is none yet. A branch that is damaged is no answer.
Answer<Line> head_of(const Repository&);

/// Says where a ledger stands in its repository.
struct LastCommit {
  std::string commit;    ///< the last; "" if there is none, or no repository
  bool changed = false;  ///< psp.toml or a case file is not as it is there
};
Answer<LastCommit> last_commit_of(const std::filesystem::path& ledger);

/// Returns the first characters of a commit's id, as many as are needed; all of them if git cannot tell.
std::string short_name(const Repository&, const std::string& commit);

/// Returns true for `cases/YYYY/ID.toml`, and for no other file (model/ledger_file.h).
bool is_case_file(std::string_view path);

/// The kind under which names_in() has the opening of a case. Its id is the client, who wrote it down and when: so a
/// case that got another number is known again.
constexpr std::string_view opening = "case";

/// Returns the opening of a case as a name; nothing if the text has none.
std::optional<format::RecordName> opening_in(std::string_view text);

/// Returns whether two case files are of one case, whatever its number and however its header was edited: their
/// openings are one, and their services. (A script may open two services for a client within a second.)
bool is_one_case(std::string_view one, std::string_view other);

/// Returns the records that a case file holds, and its opening.
std::vector<format::RecordName> names_in(std::string_view text);

/// Reads what objects hold, each once. All throw a Failure (Exit::system) if one is not in this clone.
class Objects {
 public:
  explicit Objects(const Repository& repository) : repository_(repository) {}

  /// Reads those that were not read yet, with one call of git.
  void load(const std::vector<std::string>& objects);
  const std::string& text(const std::string& object);
  const std::vector<format::RecordName>& names(const std::string& object);

 private:
  const Repository& repository_;
  std::unordered_map<std::string, std::string> texts_;
  std::unordered_map<std::string, std::vector<format::RecordName>> names_;
};

}  // namespace psp::store
