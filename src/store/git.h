// git: what it knows of the person, the clone and the history at work here. Nothing personal goes into its arguments.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/process.h"

namespace psp::store {

using Environment = decltype(Program::environment);

/// Runs git in `directory`, with `input` as its standard input and `environment` laid over ours. What it says is
/// English. `take` is as run() has it.
Ran run_git(const std::filesystem::path& directory, std::vector<std::string> words, std::string input = {},
            Environment environment = {}, const std::function<void(std::string_view)>& take = {});

/// What git prints, without its last line breaks; nothing where it fails or is not there.
std::optional<std::string> git_answer(const std::filesystem::path& directory, std::vector<std::string> words);

/// A text cut at each of these signs, as git parts what it lists; what stands behind the last one counts where there is
/// anything.
std::vector<std::string> cut(std::string_view text, char sign);

/// What git prints, cut at its NULs or line breaks; empty where it fails.
std::vector<std::string> git_list(const std::filesystem::path& directory, std::vector<std::string> words,
                                  char cut_at = '\0');

/// What objects hold, in the order of their names (`HEAD:cases/2026/2026-0042.toml`, `:psp.toml` as it is staged, an
/// object's id); nothing for one that is not there, or whose name holds a line break. Of one that is larger than
/// format::largest_file, the first bytes, one more than that: whoever reads them finds it too large.
std::vector<std::optional<std::string>> git_texts(const std::filesystem::path& directory,
                                                  const std::vector<std::string>& names);

struct Commit {
  std::string id;        ///< of the last commit
  bool changed = false;  ///< psp.toml or a case file is not as it is there
};

/// Where a ledger stands in its repository. Nothing where the directory is in no repository, nothing is committed yet,
/// or there is no git.
std::optional<Commit> git_commit(const std::filesystem::path& directory);

/// The value of a git setting as seen from `directory`; "" where it is unset or there is no git.
std::string git_setting(const std::filesystem::path& directory, std::string_view key);

}  // namespace psp::store
