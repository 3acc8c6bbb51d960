#include "cli/commit.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "cli/programs.h"

namespace psp::cli {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> with_paths(std::vector<std::string> words, const std::vector<std::string>& paths) {
  words.insert(words.begin(), "--literal-pathspecs");
  words.emplace_back("--");
  words.insert(words.end(), paths.begin(), paths.end());
  return words;
}

bool is_in_index(const store::Git& git, const std::string& path) {
  return git.says(with_paths({"ls-files", "--error-unmatch"}, {path})).or_fail();
}

/// Those that git has, in its index or its last commit, or that are there for it to have: not what it is told to
/// ignore, as people/.
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

store::Ran patient(const store::Git& git, const std::vector<std::string>& words, const std::string& input,
                   const store::Environment& environment) {
  const auto start = std::chrono::steady_clock::now();
  for (;;) {
    auto ran = git.run(words, input, environment);
    const bool locked = ran.err.find(".lock': File exists") != std::string::npos ||
                        ran.err.find("cannot lock ref") != std::string::npos;
    if (ran.well() || !locked || std::chrono::steady_clock::now() - start > 10s) return ran;
    std::this_thread::sleep_for(50ms);
  }
}

std::optional<Message> no_commit_now(const std::optional<store::Branch>& branch) {
  using store::UnderWay;
  if (!branch) return msg("the ledger is in no git repository: psp init --git makes one");
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

store::Environment author(Context& context, const std::string& by) {
  const auto& directory = context.ledger().directory();
  const auto& workers = context.ledger().parsed_office().value.workers;
  const auto found = workers.find(by);
  const store::Git git(directory);
  const auto mine = git.setting("user.name").or_fail(), address = git.setting("user.email").or_fail();
  const auto name = found != workers.end() && !found->second.name.empty() ? found->second.name : by;
  const auto email = found != workers.end() && !found->second.email.empty() ? found->second.email : address;
  store::Environment all{{"GIT_AUTHOR_NAME", name}, {"GIT_AUTHOR_EMAIL", email}};
  // git refuses to commit for somebody whom it does not know.
  if (mine.empty() && context.environment("GIT_COMMITTER_NAME").empty()) all.emplace_back("GIT_COMMITTER_NAME", name);
  if (address.empty() && context.environment("GIT_COMMITTER_EMAIL").empty())
    all.emplace_back("GIT_COMMITTER_EMAIL", email);
  return all;
}

void commit(Context& context, const std::vector<FileChange>& changes, const std::string& by) {
  const auto& directory = context.ledger().directory();
  const auto repository = store::must_have_repository(directory);
  const bool born = store::head_of(repository).or_fail().has_value();
  const auto paths = paths_for_git(store::Git(directory), born, changes);
  if (paths.empty()) return;
  const auto git = git_with_programs(context, repository).at(directory);
  // What git's index has not, and is not there, is staged as gone already.
  auto to_add = paths;
  std::erase_if(to_add, [&](const std::string& path) {
    std::error_code error;
    return !std::filesystem::exists(std::filesystem::symlink_status(directory / path, error)) &&
           !is_in_index(git, path);
  });
  store::Ran ran;
  if (!to_add.empty()) ran = patient(git, with_paths({"add", "--all", "--force"}, to_add));
  if (to_add.empty() || ran.well()) {
    // Another command may have committed this along with its own records.
    if (born && git.says(with_paths({"diff", "--quiet", "HEAD"}, paths)).or_fail()) return;
    ran = patient(git, with_paths({"commit", "--quiet", "--file=-", "--only"}, paths), message_of(changes),
                  author(context, by));
  }
  if (!ran.well()) throw Failure{Exit::system, msg("git could not commit it:"), {}, store::words_of_git(ran)};
}

Exit commit_written(Context& context) {
  if (context.written.empty()) return Exit::done;
  const auto& ledger = context.ledger();
  if (!ledger.parsed_office().readable() || !ledger.office().git.commit) {
    // What is in no commit is lost where somebody gives up what git has begun.
    if (store::under_way_at(ledger.directory()) != store::UnderWay::nothing)
      if (const auto why = no_commit_now(store::branch_at(ledger.directory())))
        context.say(msg("recorded, but {}", *why));
    return Exit::done;
  }
  try {
    const auto who = writer(context);
    // Where psp sync is at work, it is waited for.
    ledger.alone(who, store::Access::reads, [&] {
      if (const auto why = no_commit_now(store::branch_at(ledger.directory()))) throw Failure{Exit::system, *why};
      commit(context, context.written, who.by);
    });
    return Exit::done;
  } catch (const Failure& failure) {
    context.say(msg("recorded, but not committed: {}", failure.message));
    for (const auto& d : failure.details) context.err << "  " << context.tr(d) << '\n';
    return Exit::system;
  }
}

}  // namespace psp::cli
