// git: how it is asked. What it answers is yes, no, or nothing, where it could not be asked: whoever asks says what
// becomes of that. Nothing personal goes into its arguments.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/diagnostic.h"
#include "store/disk/process.h"

namespace psp::store {

/// Says why git gave no answer: there is no git, or it refuses the repository, or what it was asked about is not there.
struct NoAnswer {
  Message why;
  std::vector<Message> words = {};  ///< git's own, a line each: a remedy may be among them

  /// Returns it as a Failure (Exit::system).
  Failure failure() const { return {Exit::system, why, {}, words}; }
};

/// Holds what git answered, or why it did not.
template <class T>
class [[nodiscard]] Answer {
 public:
  Answer(T value) : held_(std::move(value)) {}
  Answer(NoAnswer none) : held_(std::move(none)) {}

  /// Returns why there is no answer; null if there is one.
  const NoAnswer* none() const { return std::get_if<NoAnswer>(&held_); }
  /// Returns the answer. Throws a Failure (Exit::system) with git's words where there is none.
  const T& or_fail() const& {
    if (const auto* why = none()) throw why->failure();
    return std::get<T>(held_);
  }
  T or_fail() && {
    if (const auto* why = none()) throw why->failure();
    return std::move(std::get<T>(held_));
  }

 private:
  std::variant<NoAnswer, T> held_;
};

/// A line that git prints, without its line break; or no line, which is an answer as well.
using Line = std::optional<std::string>;

using Environment = decltype(Program::environment);

/// Says what of a repository's own may run while git works: a folder that came from elsewhere can name programs as its
/// filters, hooks and monitors.
enum class Programs {
  none,   ///< nothing of it runs, and nothing is fetched: psp only asks
  wanted  ///< hooks and filters run, as a commit or a merge needs them (store/git/programs.h: whether that was agreed
          ///< to)
};

/// Says which repository git works on.
enum class Chosen {
  by_place,       ///< that in which the directory lies, whatever GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE … say
  by_environment  ///< that which calls a hook, and its index, as GIT_DIR and GIT_INDEX_FILE say
};

/// git in a directory. What it says is English. Cheap to copy.
class Git {
 public:
  explicit Git(std::filesystem::path directory, Programs programs = Programs::none, Chosen chosen = Chosen::by_place)
      : directory_(std::move(directory)), programs_(programs), chosen_(chosen) {}

  const std::filesystem::path& directory() const { return directory_; }
  /// Returns git on the same repository, in a directory of its, with or without its programs.
  Git at(std::filesystem::path directory) const { return Git(std::move(directory), programs_, chosen_); }
  Git with(Programs programs) const { return Git(directory_, programs, chosen_); }

  /// Runs git to its end, with `input` as its standard input and `environment` laid over ours. `take` is as run() has
  /// it.
  Ran run(std::vector<std::string> words, std::string input = {}, Environment environment = {},
          const std::function<void(std::string_view)>& take = {}) const;

  /// Runs git, and waits for its turn where another git is at work in this repository, up to ten seconds.
  Ran run_in_turn(const std::vector<std::string>& words, const std::string& input = {},
                  const Environment& environment = {}) const;

  /// Returns true if git ends with 0, false if it ends with 1: for questions to which that is no.
  Answer<bool> says(std::vector<std::string> words) const;
  /// Returns what git prints, without its last line breaks; no line where it ends with 1, which must mean that there is
  /// none.
  Answer<Line> line(std::vector<std::string> words) const;
  /// Returns what git prints; it must end with 0.
  Answer<std::string> text(std::vector<std::string> words, std::string input = {}) const;
  /// Returns that, cut at its NULs or line breaks.
  Answer<std::vector<std::string>> list(std::vector<std::string> words, char cut_at = '\0') const;

  /// Returns whether the directory lies in a repository. A .git that git does not take for one is no answer.
  Answer<bool> has_repository() const;
  /// Returns the value of a setting as seen from the directory; "" if it is unset.
  Answer<std::string> setting(const std::string& key) const;

  /// Returns what objects hold, in the order of their ids; all must be there. Of one that is larger than
  /// format::largest_file, the first bytes, one more than that: whoever reads them finds it too large.
  Answer<std::vector<std::string>> texts(const std::vector<std::string>& objects) const;

  /// Returns what to tell of a call that gave no answer.
  NoAnswer no_answer(const Ran&) const;

 private:
  std::filesystem::path directory_;
  Programs programs_;
  Chosen chosen_;
};

/// Returns that there is no git, and how to get it.
Message git_not_installed();
/// Returns git's version. Throws a Failure (Exit::system) if there is no git.
std::string git_version();

/// Returns what git said, a Message for each line.
std::vector<Message> words_of_git(const Ran&);

/// Returns the names of the variables by which git is told which repository, index, configuration of a command and
/// paths are meant.
const std::vector<std::string>& variables_that_choose();

/// Returns a text cut at each of these signs, as git parts what it lists; what stands behind the last one counts where
/// there is anything.
std::vector<std::string> cut(std::string_view text, char sign);

/// Returns what git keeps at the top of a working tree: the directory .git, or the file that says where it is; or a
/// directory that itself is a bare repository. It is looked for from `directory` upwards, as git does, without asking
/// it. Returns an empty path if there is none.
std::filesystem::path dot_git_above(const std::filesystem::path& directory);

}  // namespace psp::store
