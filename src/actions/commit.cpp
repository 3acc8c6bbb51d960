#include "actions/commit.h"

#include <algorithm>

namespace psp::actions {
namespace {

std::vector<std::string> with_paths(std::vector<std::string> words, const std::vector<std::string>& paths) {
  words.insert(words.begin(), "--literal-pathspecs");
  words.emplace_back("--");
  words.insert(words.end(), paths.begin(), paths.end());
  return words;
}

bool is_in_index(const store::Git& git, const std::string& path) {
  return git.says(with_paths({"ls-files", "--error-unmatch"}, {path})).or_fail();
}

/// Returns those that git has, in its index or its last commit, or that are there for it to have: not what it is told
/// to ignore, as people/.
std::vector<std::string> paths_for_git(const store::Git& git, bool born, const std::vector<FileChange>& changes) {
  std::vector<std::string> paths;
  for (const auto& change : changes) {
    const auto& path = change.file;
    if (std::find(paths.begin(), paths.end(), path) != paths.end()) continue;
    std::error_code error;
    const bool known =
        is_in_index(git, path) || (born && !git.text(with_paths({"ls-tree", "HEAD"}, {path})).or_fail().empty());
    if (known || (std::filesystem::exists(git.directory() / path, error) &&
                  !git.says({"check-ignore", "--quiet", "--", path}).or_fail()))
      paths.push_back(path);
  }
  return paths;
}

std::string message_of(const std::vector<FileChange>& changes) {
  std::vector<std::string> lines;  // what happened to two files may be one thing: a case got another number
  for (const auto& change : changes)
    if (std::find(lines.begin(), lines.end(), change.words) == lines.end()) lines.push_back(change.words);
  if (lines.size() == 1) return lines.front() + "\n";
  auto text = std::to_string(changes.size()) + " files\n\n";
  for (const auto& line : lines) text += line + "\n";
  return text;
}

}  // namespace

std::optional<Message> no_commit_now(const std::optional<store::Branch>& branch) {
  using store::UnderWay;
  if (!branch) return store::no_repository();
  const auto& r = *branch;
  if (r.under_way == UnderWay::merge) return msg("git is in the middle of a merge: psp sync finishes it");
  if (r.under_way == UnderWay::bisect) return msg("git is in the middle of a bisect: psp git bisect reset ends it");
  if (r.under_way != UnderWay::nothing)
    return msg(
        "git is in the middle of a {0}: psp git {0} --continue finishes it; giving it up by --abort would throw "
        "away what was recorded meanwhile",
        word(r.under_way));
  if (r.name.empty())
    return msg(
        "git has no branch checked out (a detached head): psp git branch KEPT keeps what was committed here, psp git "
        "switch --merge {} goes back to a branch, and psp git merge KEPT takes that in",
        r.others.size() == 1 ? r.others.front() : "BRANCH");
  return std::nullopt;
}

store::Environment author(const store::Ledger& ledger, const Committing& committing, const std::string& by) {
  const auto& workers = ledger.parsed_office().value.workers;
  const auto found = workers.find(by);
  const store::Git git(ledger.directory());
  const auto mine = git.setting("user.name").or_fail(), address = git.setting("user.email").or_fail();
  const auto name = found != workers.end() && !found->second.name.empty() ? found->second.name : by;
  const auto email = found != workers.end() && !found->second.email.empty() ? found->second.email : address;
  store::Environment all{{"GIT_AUTHOR_NAME", name}, {"GIT_AUTHOR_EMAIL", email}};
  // git refuses to commit for somebody whom it does not know.
  if (mine.empty() && !committing.committer_named) all.emplace_back("GIT_COMMITTER_NAME", name);
  if (address.empty() && !committing.committer_addressed) all.emplace_back("GIT_COMMITTER_EMAIL", email);
  return all;
}

namespace {

/// Stages files as they are. What git's index has not, and is not there, is staged as gone already.
store::Ran stage(const store::Git& git, std::vector<std::string> paths) {
  std::erase_if(paths, [&](const std::string& path) {
    std::error_code error;
    return !std::filesystem::exists(std::filesystem::symlink_status(git.directory() / path, error)) &&
           !is_in_index(git, path);
  });
  return paths.empty() ? store::Ran{0, {}, {}} : git.run_in_turn(with_paths({"add", "--all", "--force"}, paths));
}

}  // namespace

void commit(const store::Ledger& ledger, const Committing& committing, const std::vector<FileChange>& changes,
            const std::string& by) {
  const auto& directory = ledger.directory();
  const auto repository = store::must_have_repository(directory);
  const bool born = store::head_of(repository).or_fail().has_value();
  const auto paths = paths_for_git(store::Git(directory), born, changes);
  if (paths.empty()) return;
  const auto git = committing.with_programs(repository).at(directory);
  auto ran = stage(git, paths);
  if (ran.succeeded()) {
    // Another command may have committed this along with its own records.
    if (born && git.says(with_paths({"diff", "--quiet", "HEAD"}, paths)).or_fail()) return;
    ran = git.run_in_turn(with_paths({"commit", "--quiet", "--file=-", "--only"}, paths), message_of(changes),
                          author(ledger, committing, by));
  }
  if (!ran.succeeded()) throw Failure{Exit::system, msg("git could not commit it:"), {}, store::words_of_git(ran)};
}

bool commits_what_is_written(const store::Ledger& ledger) {
  return ledger.parsed_office().readable() && ledger.office().git.commit;
}

void commit_written(store::Ledger& ledger, const store::Writer& who, const Committing& committing,
                    const std::vector<FileChange>& changes) {
  store::exclusively(ledger, who, store::Access::reads, [&] {
    if (const auto why = no_commit_now(store::branch_at(ledger.directory()))) throw Failure{Exit::system, *why};
    commit(ledger, committing, changes, who.by);
  });
}

std::optional<Message> may_be_given_up(const store::Ledger& ledger) {
  if (store::under_way_at(ledger.directory()) == store::UnderWay::nothing) return std::nullopt;
  return no_commit_now(store::branch_at(ledger.directory()));
}

}  // namespace psp::actions
