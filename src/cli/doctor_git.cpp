// What psp doctor looks at in git.
#include <algorithm>
#include <array>
#include <charconv>

#include "cli/doctor.h"
#include "store/branch.h"
#include "store/git_side.h"
#include "store/process.h"

namespace psp::cli {
namespace {

namespace fs = std::filesystem;
using render::Finding;
using render::Health;

std::string mend(const Examined& at) { return at.psp + " init --git"; }

Found look_at_repository(const Examined& at) {
  if (at.git.empty())
    return Finding{Health::note, msg("git is not installed: nothing keeps what the ledger was"), "apt install git"};
  if (at.why_no_repository) return Finding{Health::wrong, *at.why_no_repository};
  if (!at.repository)
    return Finding{Health::note, msg("the ledger is in no repository: nothing keeps what it was"), mend(at)};
  const auto top = at.repository->top.string();
  const auto branch = store::branch_at(at.ledger);
  if (branch.under_way != store::UnderWay::nothing)
    return Finding{Health::note, msg("{}, in the middle of a {}", top, word(branch.under_way)), at.psp + " git status"};
  if (branch.name.empty())
    return Finding{Health::note, msg("{}, on no branch: what is committed here is easily lost", top),
                   at.psp + " git switch --merge " + (branch.others.size() == 1 ? branch.others.front() : "BRANCH")};
  return Finding{Health::ok, msg("{}, branch {}", top, branch.name)};
}

Found look_at_uncommitted(const Examined& at) {
  if (!at.repository) return std::nullopt;
  const auto changed = store::git_list(at.ledger, {"--no-optional-locks", "status", "--porcelain", "-z", "--no-renames",
                                                   "--untracked-files=all", "--", "psp.toml", "cases"});
  if (changed.empty()) return Finding{Health::ok, msg("all is committed")};
  return Finding{Health::note,
                 msg_count(number(changed.size()), "{} file of the ledger is not committed as it is",
                           "{} files of the ledger are not committed as they are"),
                 at.psp + " sync"};
}

Found look_at_upstream(const Examined& at) {
  if (!at.repository) return std::nullopt;
  const auto counts = store::git_answer(at.ledger, {"rev-list", "--left-right", "--count", "HEAD...@{upstream}", "--"});
  if (!counts) return Finding{Health::ok, msg("the branch follows no other: nothing is sent or fetched")};
  std::int64_t ahead = 0, behind = 0;
  const auto tab = std::min(counts->find('\t'), counts->size());
  std::from_chars(counts->data(), counts->data() + tab, ahead);
  if (tab < counts->size()) std::from_chars(counts->data() + tab + 1, counts->data() + counts->size(), behind);
  const auto there = msg_count(behind, "{} commit there is not here", "{} commits there are not here");
  const auto here = msg_count(ahead, "{} commit here is not there", "{} commits here are not there");
  if (behind > 0)
    return Finding{Health::note,
                   ahead > 0 ? msg("as last fetched: {}, {}", there, here) : msg("as last fetched: {}", there),
                   at.psp + " sync"};
  if (ahead > 0) return Finding{Health::note, msg("as last fetched: {}", here), at.psp + " sync"};
  return Finding{Health::ok, msg("as last fetched: the same here and there")};
}

/// The settings whose names begin so.
Found look_at_settings(const Examined& at, std::string_view begin) {
  if (!at.repository) return std::nullopt;
  Message help;
  for (const auto& setting : store::git_settings()) {
    if (!setting.key.starts_with(begin)) continue;
    help = msg(setting.help);
    const auto value = store::git_setting(at.ledger, setting.key);
    if (value == setting.value) continue;
    return Finding{Health::wrong,
                   value.empty() ? msg("{} is not set: {} only with it", setting.key, help)
                                 : msg("{} is not what psp init --git sets: {} only with that", setting.key, help),
                   mend(at)};
  }
  return Finding{Health::ok, help};
}

Found look_at_merge(const Examined& at) { return look_at_settings(at, "merge.psp."); }
Found look_at_diff(const Examined& at) { return look_at_settings(at, "diff.psp."); }
Found look_at_fsync(const Examined& at) { return look_at_settings(at, "core.fsync"); }

Found look_at_path(const Examined& at) {
  if (!at.repository) return std::nullopt;
  const auto ran = store::run({{"psp", "--version"}});
  std::error_code error;
  const auto own = fs::read_symlink("/proc/self/exe", error).parent_path();
  const auto put_first = "PATH=" + store::shell_word(own.string()) + ":$PATH";
  if (!ran.well())
    return Finding{Health::wrong, msg("git and its hooks call psp by its name, and it is not on the PATH"), put_first};
  if (ran.out != "psp " PSP_VERSION "\n")
    return Finding{Health::wrong,
                   msg("git and its hooks call another version: {}", ran.out.substr(0, ran.out.find('\n'))), put_first};
  return Finding{Health::ok, msg("git and its hooks find psp on the PATH")};
}

Found look_at_hooks(const Examined& at) {
  if (!at.repository) return std::nullopt;
  for (const auto name : store::git_hooks()) {
    const auto hook = store::hook_of(*at.repository, name);
    if (!hook.there)
      return Finding{Health::wrong, msg("there is no hook {}: commits are not looked through", name), mend(at)};
    if (!hook.checks)
      return Finding{Health::wrong,
                     msg("the hook {} does not look the ledger through: it lacks the line {}", name,
                         store::hook_line(*at.repository)),
                     mend(at)};
    if (!hook.executable)
      return Finding{Health::wrong, msg("the hook {} is not executable, and git does not run it", name),
                     "chmod +x " + store::shell_word(hook.file.lexically_normal().string())};
  }
  return Finding{Health::ok, msg("each commit is looked through")};
}

/// An attribute of a case file as git has it, and as it must be.
struct Attribute {
  std::string_view name, value;
};
constexpr std::array attributes{Attribute{"text", "unset"}, Attribute{"merge", "psp"}, Attribute{"diff", "psp"}};

Found look_at_attributes(const Examined& at) {
  if (!at.repository) return std::nullopt;
  for (const auto& attribute : attributes) {
    const auto answer = store::git_list(
        at.ledger, {"check-attr", "-z", std::string(attribute.name), "--", "cases/2026/2026-0001.toml"});
    if (answer.size() < 3 || answer[2] != attribute.value)
      return Finding{Health::wrong,
                     msg("case files have the attribute {} otherwise than psp init --git sets it, in .gitattributes",
                         attribute.name),
                     mend(at)};
  }
  return Finding{Health::ok, msg("case files keep their line ends, and go through psp")};
}

bool is_ignored(const Examined& at, const std::string& path) {
  return store::run_git(at.ledger, {"check-ignore", "--quiet", "--no-index", "--", path}).well();
}

Found look_at_ignored(const Examined& at) {
  if (!at.repository) return std::nullopt;
  if (!is_ignored(at, ".psp/lock"))
    return Finding{Health::wrong, msg("git does not leave .psp/ alone, which is this machine's own"), mend(at)};
  for (const std::string path : {"psp.toml", "cases/2026/2026-0001.toml"})
    if (is_ignored(at, path))
      return Finding{Health::wrong, msg("git is told to ignore {}, and would not keep it", path),
                     at.psp + " git check-ignore -v --no-index " + path};
  return Finding{Health::ok, msg("git leaves alone what is this machine's own")};
}

Found look_at_people(const Examined& at) {
  if (!at.repository) return std::nullopt;
  store::Objects texts(*at.repository);
  std::vector<std::string> objects;
  for (const auto& [path, object] : store::index_of(*at.repository).files)
    if (store::tells_of_people(path)) objects.push_back(object);
  texts.load(objects);
  const auto clear =
      std::count_if(objects.begin(), objects.end(), [&](const auto& o) { return store::in_the_clear(texts.text(o)); });
  if (clear > 0)
    return Finding{
        Health::wrong,
        msg_count(clear, "{} file of people/ is in git in the clear", "{} files of people/ are in git in the clear"),
        at.psp + " git rm --cached -r people"};
  if (!objects.empty() || store::encrypts_people(*at.repository))
    return Finding{Health::ok, msg("who the clients are is encrypted in git")};
  if (!is_ignored(at, "people/K-0001.toml"))
    return Finding{Health::wrong, msg("git does not leave people/ alone: who the clients are could be committed"),
                   mend(at)};
  return Finding{Health::ok, msg("who the clients are is not in git")};
}

constexpr std::array rows{
    DoctorRow{"repository", look_at_repository},
    DoctorRow{"committed", look_at_uncommitted},
    DoctorRow{"upstream", look_at_upstream},
    DoctorRow{"merge", look_at_merge},
    DoctorRow{"diff", look_at_diff},
    DoctorRow{"path", look_at_path},
    DoctorRow{"hooks", look_at_hooks},
    DoctorRow{"attributes", look_at_attributes},
    DoctorRow{"ignored", look_at_ignored},
    DoctorRow{"people", look_at_people},
    DoctorRow{"fsync", look_at_fsync},
};

}  // namespace

std::span<const DoctorRow> git_rows() { return rows; }

}  // namespace psp::cli
