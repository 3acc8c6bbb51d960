// The branch that a ledger's repository has checked out: what it follows, and what git has begun there and not ended.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/fields.h"

namespace psp::store {

/// Names what git has begun in a repository and not ended.
enum class UnderWay { nothing, merge, rebase, cherry_pick, revert, bisect };

struct Branch {
  bool born = false;         ///< there is a commit
  std::string name;          ///< "" if none is checked out (a detached head)
  std::string remote;        ///< where the branch is fetched from: as it is set, else the only one; "" if there is none
  std::string upstream;      ///< the branch there, as `origin/main`, or longer where another thing is called so; "" if
                             ///< there is none yet
  std::string upstream_ref;  ///< its whole name, `refs/remotes/origin/main`
  std::vector<std::string> others;  ///< the other branches of this clone
  UnderWay under_way = UnderWay::nothing;
};

/// Returns what is under way there. It asks no git, so that each command can ask it.
UnderWay under_way_at(const std::filesystem::path& directory);

/// Returns the branch that is checked out; nothing if the directory lies in no repository. Throws a Failure
/// (Exit::system) if git gives no answer.
std::optional<Branch> branch_at(const std::filesystem::path& directory);

}  // namespace psp::store

namespace psp {
template <>
struct Vocabulary<store::UnderWay> {
  static constexpr auto words =
      std::to_array<std::string_view>({"nothing", "merge", "rebase", "cherry-pick", "revert", "bisect"});
};
}  // namespace psp
