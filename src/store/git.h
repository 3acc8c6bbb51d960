// What git knows of the person and the clone at work here.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace psp::store {

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
