#include "actions/sync/commit_recorded.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "actions/papers.h"
#include "actions/record_names.h"
#include "actions/staged_check.h"
#include "actions/sync/merge.h"
#include "actions/sync/reading.h"
#include "model/ledger_file.h"
#include "store/git/set_up.h"
#include "store/strays.h"

namespace psp::actions {
namespace {

/// Returns what git is told to overlook, which would then stay behind in silence.
std::vector<Diagnostic> overlooked(const Syncing& s) {
  std::vector<Diagnostic> found;
  // `h` where changes are assumed not to be, `S` and `s` where the file is left out of the working tree.
  for (const auto& entry : s.asks.list({"ls-files", "-z", "-v", "--", "cases", std::string(office_file)}).or_fail())
    if (const char tag = entry.empty() ? 'H' : entry.front(); tag == 'S' || (tag >= 'a' && tag <= 'z'))
      found.push_back({Severity::error, entry.substr(2), 1, 1,
                       msg("git is told to overlook what changes here: psp git update-index {} {} takes that back",
                           tag == 'S' || tag == 's' ? "--no-skip-worktree" : "--no-assume-unchanged",
                           store::shell_word(entry.substr(2)))});
  for (const auto& path : s.asks
                              .list({"ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", "cases",
                                     std::string(office_file)})
                              .or_fail())
    if (const auto kind = ledger_file(path).kind; kind == FileKind::case_file || kind == FileKind::office)
      found.push_back({Severity::error, path, 1, 1,
                       msg("git is told to ignore this file, and would not keep it: psp git check-ignore -v {} tells "
                           "where",
                           store::shell_word(path))});
  return found;
}

/// Throws a Failure for such files, and for what a stash or another command of git's has left to a person.
void refuse_overlooked(const Syncing& s) {
  const auto index = store::index_of(s.repository).or_fail();
  if (auto left = unresolved(s, index); !left.empty())
    throw Failure{Exit::data, msg("a person must decide here:"), std::move(left)};
  if (auto found = overlooked(s); !found.empty())
    throw Failure{Exit::data, msg("nothing was committed or fetched: mend this first"), std::move(found)};
}

/// The files that git does not have, by what becomes of them.
struct Untracked {
  std::vector<std::string> sent = {};
  std::vector<Message> not_sent = {};
  std::int64_t left_behind = 0;  ///< by psp or another program
};

Untracked untracked(const Syncing& s) {
  auto paths = s.asks.list({"ls-files", "--others", "--exclude-standard", "-z", "--", "."}).or_fail();
  const auto is_paper = [](const std::string& path) { return ledger_file(path).kind == FileKind::paper; };
  const auto named =
      std::any_of(paths.begin(), paths.end(), is_paper) ? papers_named(s.ledger) : std::set<std::string>{};
  Untracked all;
  for (auto& path : paths) {
    const auto file = ledger_file(path);
    if (may_be_sent(file.kind, false) && (file.kind != FileKind::paper || named.contains(path)))
      all.sent.push_back(std::move(path));
    else if (file.kind == FileKind::leftover || file.kind == FileKind::unfinished) ++all.left_behind;
    else if (file.kind != FileKind::psp_own) all.not_sent.push_back(store::not_sent(path, file));
  }
  return all;
}

void tell_not_sent(const SyncTalk& talk, const Untracked& files) {
  constexpr std::size_t most = 10;
  if (files.left_behind > 0)
    talk.mention(msg_count(files.left_behind,
                           "not sent: {} file that psp or another program has left behind (psp check)",
                           "not sent: {} files that psp or another program has left behind (psp check)"));
  const auto& told = files.not_sent;
  for (std::size_t i = 0; i < told.size() && i < most; ++i) talk.mention(told[i]);
  if (told.size() > most)
    talk.mention(msg_count(static_cast<std::int64_t>(told.size() - most),
                           "and {} more file is not sent: psp git status",
                           "and {} more files are not sent: psp git status"));
}

/// Returns what happened to a file, in the words of a commit.
std::string words_of_change(const std::string& path, const std::optional<std::string>& before,
                            const std::optional<std::string>& after) {
  switch (ledger_file(path).kind) {
    case FileKind::case_file: break;
    case FileKind::person: return "person";
    case FileKind::paper: return "paper";
    case FileKind::office:
    case FileKind::git_file: return path;
    default: return "another file";  // whose name may say more than a message may
  }
  if (!after) return case_at(path) + ": gone";
  std::string words;
  for (const auto& r : records_added(before.value_or(""), *after))
    words += (words.empty() ? " " : ", ") + r.kind + " " + r.id;
  if (!before) return case_at(path) + ": opened" + (words.empty() ? "" : "," + words);
  return case_at(path) + ":" + (words.empty() ? " changed" : words);
}

/// Returns the files that git may hold and does not hold as they are.
std::vector<std::string> files_to_commit(const Sending& s) {
  const auto new_files = untracked(s);
  tell_not_sent(s.talk, new_files);
  auto paths = new_files.sent;
  // With the filters: what they encrypt is not otherwise for that.
  const auto tracked = s.branch.born ? s.git().list({"diff", "--name-only", "--no-ext-diff", "--no-renames",
                                                     "--relative", "-z", "HEAD", "--", "."})
                                     : s.asks.list({"ls-files", "--cached", "-z", "--", "."});
  for (const auto& path : tracked.or_fail())
    if (may_be_sent(ledger_file(path).kind, true)) paths.push_back(path);
  return paths;
}

void refuse(std::vector<Diagnostic> found) {
  throw Failure{Exit::data,
                is_of_newer_psp(found) ? newer_psp() : msg("nothing was committed or fetched: mend this first"),
                std::move(found)};
}

bool is_there(const Syncing& s, const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(s.ledger.directory() / path, error);
}

/// Returns what happened to these files since the last commit. Throws a Failure if a case file cannot be read.
std::vector<FileChange> changes_of(const Syncing& s, const std::vector<std::string>& paths) {
  const auto last = s.tree(s.branch.born ? "HEAD" : "");
  std::vector<FileChange> changes;
  std::vector<Diagnostic> wrong;
  for (const auto& path : paths) {
    std::optional<std::string> before, after;
    if (store::is_case_file(path)) {
      if (const auto old = last.find(path); old != last.end()) before = s.text_of(old->second);
      if (is_there(s, path)) {
        after = s.ledger.read_text(path);
        for (auto& d : why_unreadable(path, *after)) wrong.push_back(std::move(d));
      }
    }
    changes.push_back({path, words_of_change(path, before, after)});
  }
  if (!wrong.empty()) refuse(std::move(wrong));
  return changes;
}

/// Throws a Failure for what the hooks would refuse, which a clone may lack.
void refuse_what_hooks_would(Sending& s, const std::vector<std::string>& paths) {
  std::vector<std::string> to_add;
  const auto index = store::index_of(s.repository).or_fail();
  for (const auto& path : paths)
    if (index.files.contains(path) || is_there(s, path)) to_add.push_back(path);
  if (!to_add.empty()) s.must_with({"add", "--all", "--force"}, to_add);
  auto found = check_staged(s.repository, s.people().search);
  if (!has_errors(found)) return;
  if (s.branch.born) s.must_with({"reset", "--quiet"}, paths);
  refuse(std::move(found));
}

}  // namespace

void commit_recorded(Sending& s) {
  refuse_overlooked(s);
  const auto paths = files_to_commit(s);
  if (paths.empty()) return;
  // Without them, the checks do not know which names to look for.
  if (!s.talk.people_to_look_for().locked.empty())
    s.talk.mention(msg("none of these names can be looked for in what is sent"));
  const auto changes = changes_of(s, paths);
  refuse_what_hooks_would(s, paths);
  commit(s.ledger, s.committing, changes, s.who.by);
  s.tell(msg_count(static_cast<std::int64_t>(changes.size()), "committed: {} file", "committed: {} files"));
}

}  // namespace psp::actions
