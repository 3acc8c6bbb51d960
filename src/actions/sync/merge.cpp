#include "actions/sync/merge.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <sstream>
#include <variant>

#include "actions/record_names.h"
#include "actions/staged_check.h"
#include "actions/sync/numbers.h"
#include "actions/sync/reading.h"
#include "format/merge/merge.h"
#include "store/git/set_up.h"

namespace psp::actions {
namespace {

/// Returns why psp does not merge the two sides of a case file record by record: what then stands in it is git's work,
/// or a person's. Nothing if it does.
std::optional<Message> refused_by_merge(const Syncing& s, const std::string& path, const store::Unmerged& sides) {
  if (!store::is_case_file(path)) return std::nullopt;
  const auto base = s.text_of(sides.base), ours = s.text_of(sides.ours), theirs = s.text_of(sides.theirs);
  const auto merged = format::merge({base, ours, theirs, path});
  const auto* refused = std::get_if<format::Refused>(&merged);
  return refused ? std::optional(refused->why.front().message) : std::nullopt;
}

}  // namespace

std::vector<Diagnostic> unresolved(const Syncing& s, const store::Index& index) {
  std::vector<Diagnostic> left;
  const auto wrong = [&](const std::string& path, Message m) {
    left.push_back({Severity::error, path, 1, 1, std::move(m)});
  };
  for (const auto& [path, sides] : index.unmerged) {
    std::error_code error;
    const bool there = std::filesystem::exists(s.ledger.directory() / path, error);
    if (sides.ours.empty() && sides.theirs.empty())
      wrong(path, msg("is gone on both sides, in two ways: psp git rm --cached {}", path));
    else if (sides.ours.empty() || sides.theirs.empty())
      wrong(path, msg("deleted on one side, changed on the other: psp git add {0} keeps it, psp git rm {0} lets it go",
                      path));
    else if (!there)
      wrong(path, msg("is gone, though both sides have it: psp git checkout --ours {0} brings it back", path));
    else if (!store::is_case_file(path) && path != office_file)
      wrong(path, msg("changed on both sides: make it what it should be, then psp git add {}", path));
    else if (auto errors = why_unreadable(path, s.ledger.read_text(path)); !errors.empty())
      std::move(errors.begin(), errors.end(), std::back_inserter(left));
    else if (const auto why = refused_by_merge(s, path, sides))
      wrong(path, msg("psp cannot merge it ({}), git has: look through it, then psp git add {}", *why, path));
  }
  for (const auto& path : index.unmerged_outside)
    wrong(path, msg("lies outside of this ledger, in the same repository, and both sides changed it: make it what it "
                    "should be, then psp git add {}",
                    store::shell_word((s.repository.top / path).string())));
  return left;
}

std::vector<Message> recorded_since(const Syncing& s) {
  const auto ours = s.tree("HEAD"), theirs = s.tree("MERGE_HEAD");
  const auto text_in = [&](const store::Tree& side, const std::string& path) {
    const auto it = side.find(path);
    return it == side.end() ? std::string() : s.text_of(it->second);
  };
  std::vector<Message> found;
  for (const auto& path :
       s.git()
           .list({"diff", "--no-ext-diff", "--name-only", "--no-renames", "--relative", "-z", "HEAD", "--", "cases"})
           .or_fail()) {
    std::error_code error;
    if (!store::is_case_file(path) || !std::filesystem::exists(s.ledger.directory() / path, error)) continue;
    const auto now = s.ledger.read_text(path);
    const auto of_theirs = records_added(text_in(theirs, path), now);
    for (const auto& r : records_added(text_in(ours, path), now))
      if (std::find(of_theirs.begin(), of_theirs.end(), r) != of_theirs.end())
        found.push_back(msg("{}: {} {}", case_at(path), r.kind, r.id));
  }
  return found;
}

namespace {

/// git's words for the merge. It is not committed by git, so that what it made is looked at also where a clone lacks
/// the hooks; and made with the settings that psp init --git makes, also where it lacks them.
std::vector<std::string> words_of_merge(const Syncing& s) {
  std::vector<std::string> words;
  std::error_code error;
  const auto self = store::shell_word(std::filesystem::read_symlink("/proc/self/exe", error).string());
  for (const auto& setting : store::git_settings()) {
    std::string value(setting.value);
    if (setting.key == "merge.psp.driver" && !error) value.replace(0, value.find(' '), self);  // on the PATH or not
    words.emplace_back("-c");
    words.push_back(std::string(setting.key) + "=" + value);
  }
  // A hook that came in with it has not been agreed to.
  for (const auto* word : {"-c", "core.hooksPath=/dev/null", "merge", "--quiet", "--no-commit", "--no-ff", "--no-edit",
                           "--no-squash", "-m"})
    words.emplace_back(word);
  words.push_back("Merge remote-tracking branch '" + s.branch.upstream + "'");
  words.push_back(s.upstream());
  return words;
}

/// Returns what was mended since in the files that the merge is about: it belongs to it.
std::vector<std::string> mended_files(const Syncing& s, const store::Index& index) {
  std::vector<std::string> mended;
  for (const auto& [path, sides] : index.unmerged) mended.push_back(path);
  const auto last = s.tree("HEAD");
  for (auto& path :
       s.git().list({"diff", "--no-ext-diff", "--name-only", "--relative", "--diff-filter=M", "-z"}).or_fail()) {
    const auto of_merge = index.files.find(path);
    const auto old = last.find(path);
    if (of_merge != index.files.end() && (old == last.end() || old->second != of_merge->second))
      mended.push_back(std::move(path));
  }
  return mended;
}

void refuse_unresolved(const Syncing& s, const store::Index& index, const std::vector<std::string>& told_by_merge) {
  auto left = unresolved(s, index);
  if (left.empty()) return;
  // The merge has said more of a file than its markers do.
  std::erase_if(left, [&](const Diagnostic& d) {
    return std::any_of(told_by_merge.begin(), told_by_merge.end(),
                       [&](const std::string& line) { return line.starts_with(d.file + ":"); });
  });
  throw Failure{Exit::data,
                msg("a person must decide here:"),
                left,
                {msg("psp edit CASE opens a case file, your editor psp.toml; when all is mended, psp sync goes on"),
                 msg("psp sync --abort goes back to how it was before")}};
}

void end_merge(Sending& s) {
  auto found = check_staged(s.repository, s.people().search);
  if (has_errors(found))
    throw Failure{Exit::data,
                  msg("the merge is made, but not committed:"),
                  std::move(found),
                  {msg("mend this and run psp sync again; psp sync --abort goes back to how it was before")}};
  s.must({"commit", "--quiet", "--no-edit"}, author(s.ledger, s.committing, s.who.by));
}

}  // namespace

void merge(Sending& s) {
  const auto ran = s.git().run(words_of_merge(s), {}, author(s.ledger, s.committing, s.who.by));
  std::vector<std::string> told_by_merge;
  std::istringstream said(ran.err);
  for (std::string line; std::getline(said, line);)
    if (line.starts_with("cases/")) told_by_merge.push_back(line);
  s.look();
  if (s.branch.under_way != store::UnderWay::merge)
    throw Failure{Exit::system,
                  msg("git could not merge {}; nothing was changed:", s.branch.upstream),
                  {},
                  store::words_of_git(ran)};
  follow_numbers(s);
  resume_merge(s, told_by_merge);
}

void resume_merge(Sending& s, const std::vector<std::string>& told_by_merge) {
  const auto index = store::index_of(s.repository).or_fail();
  for (const auto& line : told_by_merge) s.talk.pass_on(line);
  refuse_unresolved(s, index, told_by_merge);
  if (const auto mended = mended_files(s, index); !mended.empty()) s.must_with({"add"}, mended);
  end_merge(s);
}

}  // namespace psp::actions
