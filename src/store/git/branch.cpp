#include "store/git/branch.h"

#include "store/disk/file.h"
#include "store/git/git.h"
#include "store/git/repository.h"

namespace psp::store {

namespace {

/// What git keeps in its directory while something is under way.
constexpr struct {
  std::string_view file;
  UnderWay what;
} marks_of_work[] = {{"rebase-merge", UnderWay::rebase}, {"rebase-apply", UnderWay::rebase},
                     {"MERGE_HEAD", UnderWay::merge},    {"CHERRY_PICK_HEAD", UnderWay::cherry_pick},
                     {"REVERT_HEAD", UnderWay::revert},  {"sequencer", UnderWay::cherry_pick},
                     {"BISECT_LOG", UnderWay::bisect}};

/// Returns the remote of the branch as it is set, else the only one.
std::string remote_of(const Git& git, const std::string& branch) {
  auto set = git.setting("branch." + branch + ".remote").or_fail();
  if (!set.empty()) return set;
  const auto remotes = git.list({"remote"}, '\n').or_fail();
  return remotes.size() == 1 ? remotes.front() : "";
}

/// Returns where git keeps what concerns this working tree; empty where there is no repository. In a linked working
/// tree, .git is a file that says where.
std::filesystem::path own_directory(const std::filesystem::path& directory) {
  const auto git = dot_git_above(directory);
  std::error_code error;
  if (!std::filesystem::is_regular_file(git, error)) return git;
  try {
    constexpr std::string_view words = "gitdir: ";
    const auto text = read_named_file(git, git.string()).value_or("");
    if (text.starts_with(words))
      return git.parent_path() / text.substr(words.size(), text.find_first_of("\r\n") - words.size());
  } catch (const Failure&) {
    // git cannot read it either, and says so whenever it is asked.
  }
  return {};
}

}  // namespace

UnderWay under_way_at(const std::filesystem::path& directory) {
  const auto own = own_directory(directory);
  std::error_code error;
  for (const auto& mark : marks_of_work)
    if (!own.empty() && std::filesystem::exists(own / mark.file, error)) return mark.what;
  return UnderWay::nothing;
}

std::optional<Branch> branch_at(const std::filesystem::path& directory) {
  const auto repository = repository_of(directory).or_fail();
  if (!repository) return std::nullopt;
  const auto& git = repository->git;
  Branch r;
  r.born = head_of(*repository).or_fail().has_value();
  // By their whole names: a tag or another branch may be called alike.
  constexpr std::string_view heads = "refs/heads/";
  const auto without = [](std::string_view name, std::string_view beginning) {
    return std::string(name.starts_with(beginning) ? name.substr(beginning.size()) : name);
  };
  r.name = without(git.line({"symbolic-ref", "--quiet", "HEAD"}).or_fail().value_or(""), heads);
  r.remote = r.name.empty() ? "" : remote_of(git, r.name);
  for (const auto& other : git.list({"for-each-ref", "--format=%(refname)", "refs/heads/"}, '\n').or_fail())
    r.others.push_back(without(other, heads));
  std::erase(r.others, r.name);
  // That which is set, and was fetched; else that of the same name.
  const auto set = r.name.empty()
                       ? std::vector<std::string>{}
                       : git.list({"for-each-ref", "--format=%(upstream)", "refs/heads/" + r.name}, '\n').or_fail();
  constexpr std::string_view remotes = "refs/remotes/";
  const auto follows = !set.empty() && !set.front().empty() ? set.front() : "refs/remotes/" + r.remote + "/" + r.name;
  if (!r.remote.empty() && follows.starts_with(remotes) &&
      git.line({"rev-parse", "--verify", "--quiet", follows}).or_fail())
    // As git takes it, and no tag or branch of the same name.
    r.upstream = git.line({"rev-parse", "--abbrev-ref=strict", follows}).or_fail().value_or(follows);
  if (!r.upstream.empty()) r.upstream_ref = follows;
  r.under_way = under_way_at(directory);
  // A branch that follows another one of this clone goes nowhere.
  if (r.remote == ".") r.remote = r.upstream = r.upstream_ref = "";
  return r;
}

}  // namespace psp::store
