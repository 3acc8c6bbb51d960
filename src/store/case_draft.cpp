#include "store/case_draft.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "model/case.h"

namespace psp::store {
namespace {

const std::string drafts(drafts_directory);

/// Returns true if the directory is still the one of that path: it may have been removed since it was opened.
bool is_still(int directory, int root, const std::string& path) {
  struct stat here {
  }, there{};
  return fstat(directory, &here) == 0 && fstatat(root, path.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 &&
         here.st_ino == there.st_ino && here.st_dev == there.st_dev;
}

}  // namespace

CaseDraft::CaseDraft(int root, const std::string& case_id)
    : root_(root),
      id_(case_id),
      directory_path_(drafts + "/" + case_id),
      path_(directory_path_ + "/" + case_id + ".toml"),
      base_path_(directory_path_ + "/made-from") {
  do {
    directory_ = open_private_directory(root_, directory_path_);
    if (flock(directory_.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      throw Failure{Exit::usage, msg("case {} is open in another psp edit: end that one first", id_)};
  } while (!is_still(directory_.get(), root_, directory_path_));
}

bool CaseDraft::found() const { return is_there(root_, path_); }

std::time_t CaseDraft::saved() const {
  struct stat info {};
  if (fstatat(root_, path_.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) fail(path_, "look at it");
  return info.st_mtime;
}

std::string CaseDraft::text() const {
  auto text = read_file(root_, path_);
  // An editor that saves by a rename may give it the rights that its user's umask leaves.
  if (fchmodat(directory_.get(), (id_ + ".toml").c_str(), 0600, 0) != 0) fail(path_, "make it private");
  return text;
}

std::optional<std::string> CaseDraft::made_from() const {
  if (!is_there(root_, base_path_)) return std::nullopt;
  return read_file(root_, base_path_);
}

void CaseDraft::clear() {
  // The draft goes first: without it, nothing waits.
  for (const auto& path : {path_, base_path_})
    if (!remove_file(root_, path) && errno != ENOENT) fail(path, "delete it");
  for (const auto& name : entries_in(root_, directory_path_)) unlinkat(directory_.get(), name.c_str(), 0);
}

void CaseDraft::begin(const std::string& text) {
  clear();
  // The draft comes last: where it is, what it was made from is there as well.
  for (const auto& path : {base_path_, path_})
    if (!create_file(root_, path, text)) throw Failure{Exit::system, msg("{} is there already; try again", path)};
}

void CaseDraft::replace(const std::string& text, const std::string& base) {
  // In this order a stop in between leaves a draft that is merged once more, and never one that takes anything back.
  const auto put = [&](const std::string& path, const std::string& next) {
    const auto now = is_there(root_, path) ? std::optional(read_file(root_, path)) : std::nullopt;
    const auto placed = now ? replace_file(root_, path, *now, next) : create_file(root_, path, next);
    if (!placed) throw Failure{Exit::system, msg("{} is being saved by another program: try again", path)};
  };
  put(path_, text);
  put(base_path_, base);
}

bool CaseDraft::discard() {
  try {
    clear();
    const auto above = open_private_directory(root_, drafts);
    return unlinkat(above.get(), id_.c_str(), AT_REMOVEDIR) == 0;
  } catch (const Failure&) {
    return false;  // what was saved is saved: that the draft is still there is no failure of that
  }
}

Message draft_waits(const WaitingDraft& draft) {
  return msg("a draft of {0} waits: psp edit {0} goes on with it, or throws it away", draft.id);
}

Message draft_without_case(const WaitingDraft& draft) {
  return msg("a draft of {}, but there is no such case any more: see {}, and delete it", draft.id, draft.path);
}

std::vector<WaitingDraft> waiting_drafts(int root) {
  std::vector<WaitingDraft> found;
  for (const auto& name : entries_in(root, drafts)) {
    const auto path = fmt::format("{0}/{1}/{1}.toml", drafts, name);
    struct stat info {};
    if (is_case_id(name) && fstatat(root, path.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0)
      found.push_back({name, path, info.st_mtime});
  }
  return found;
}

}  // namespace psp::store
