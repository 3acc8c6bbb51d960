#include "store/branch.h"

#include "store/git.h"

namespace psp::store {

namespace {

/// What git keeps in its directory while something is under way.
constexpr struct {
  std::string_view file;
  UnderWay what;
} marks[] = {{"rebase-merge", UnderWay::rebase}, {"rebase-apply", UnderWay::rebase},
             {"MERGE_HEAD", UnderWay::merge},    {"CHERRY_PICK_HEAD", UnderWay::cherry_pick},
             {"REVERT_HEAD", UnderWay::revert},  {"BISECT_LOG", UnderWay::bisect}};

/// The remote of the branch as it is set, else the only one.
std::string remote_of(const std::filesystem::path& directory, const std::string& branch) {
  auto set = git_setting(directory, "branch." + branch + ".remote");
  if (!set.empty()) return set;
  const auto remotes = git_list(directory, {"remote"}, '\n');
  return remotes.size() == 1 ? remotes.front() : "";
}

}  // namespace

Branch branch_at(const std::filesystem::path& directory) {
  Branch r;
  const auto asked = run_git(directory, {"rev-parse", "--is-inside-work-tree"});
  r.git = asked.found();
  r.there = asked.well() && asked.out == "true\n";
  if (!r.there) return r;
  r.born = git_answer(directory, {"rev-parse", "--verify", "--quiet", "HEAD"}).has_value();
  r.name = git_answer(directory, {"symbolic-ref", "--quiet", "--short", "HEAD"}).value_or("");
  r.remote = r.name.empty() ? "" : remote_of(directory, r.name);
  r.upstream = git_answer(directory, {"rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}"}).value_or("");
  if (r.upstream.empty() && !r.remote.empty())
    if (const auto same = r.remote + "/" + r.name;
        git_answer(directory, {"rev-parse", "--verify", "--quiet", "refs/remotes/" + same}))
      r.upstream = same;
  const std::filesystem::path own = git_answer(directory, {"rev-parse", "--absolute-git-dir"}).value_or("");
  for (const auto& mark : marks) {
    std::error_code error;
    if (r.under_way == UnderWay::nothing && std::filesystem::exists(own / mark.file, error)) r.under_way = mark.what;
  }
  return r;
}

}  // namespace psp::store
