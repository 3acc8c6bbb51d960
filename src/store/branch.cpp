#include "store/branch.h"

#include "store/file.h"
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

/// Where git keeps what concerns this working tree; empty where there is no repository. In a linked working tree, .git
/// is a file that says where.
std::filesystem::path own_directory(const std::filesystem::path& directory) {
  std::error_code error;
  for (auto at = std::filesystem::weakly_canonical(directory, error); !at.empty();
       at = at == at.root_path() ? std::filesystem::path() : at.parent_path()) {
    const auto git = at / ".git";
    if (std::filesystem::is_directory(git, error)) return git;
    if (!std::filesystem::is_regular_file(git, error)) continue;  // git looks further up as well
    try {
      constexpr std::string_view words = "gitdir: ";
      const auto text = read_named_file(git, git.string()).value_or("");
      if (text.starts_with(words)) return at / text.substr(words.size(), text.find_first_of("\r\n") - words.size());
    } catch (const Failure&) {
      return {};  // git cannot read it either, and says so whenever it is asked
    }
  }
  return {};
}

}  // namespace

UnderWay under_way_at(const std::filesystem::path& directory) {
  const auto own = own_directory(directory);
  std::error_code error;
  for (const auto& mark : marks)
    if (!own.empty() && std::filesystem::exists(own / mark.file, error)) return mark.what;
  return UnderWay::nothing;
}

Branch branch_at(const std::filesystem::path& directory) {
  Branch r;
  const auto asked = run_git(directory, {"rev-parse", "--is-inside-work-tree"});
  r.git = asked.found();
  r.there = asked.well() && asked.out == "true\n";
  if (!r.there) return r;
  r.born = git_answer(directory, {"rev-parse", "--verify", "--quiet", "HEAD"}).has_value();
  r.name = git_answer(directory, {"symbolic-ref", "--quiet", "--short", "HEAD"}).value_or("");
  r.remote = r.name.empty() ? "" : remote_of(directory, r.name);
  r.others = git_list(directory, {"for-each-ref", "--format=%(refname:short)", "refs/heads/"}, '\n');
  std::erase(r.others, r.name);
  r.upstream = git_answer(directory, {"rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}"}).value_or("");
  if (r.upstream.empty() && !r.remote.empty())
    if (const auto same = r.remote + "/" + r.name;
        git_answer(directory, {"rev-parse", "--verify", "--quiet", "refs/remotes/" + same}))
      r.upstream = same;
  r.under_way = under_way_at(directory);
  // A branch that follows another one of this clone goes nowhere.
  if (r.remote == ".") r.remote = r.upstream = "";
  return r;
}

}  // namespace psp::store
