// What psp doctor looks at in git.
#include <algorithm>
#include <array>
#include <charconv>

#include "actions/doctor.h"
#include "actions/programs.h"
#include "model/text.h"
#include "store/disk/process.h"
#include "store/git/branch.h"
#include "store/git/set_up.h"

namespace psp::actions {
namespace {

namespace fs = std::filesystem;
using report::Health;
using report::HealthFinding;

std::string mend(const Examined& at) { return at.psp + " init --git"; }

/// Returns what git's own words advise, as it does for a repository that belongs to somebody else.
std::string command_in(const std::vector<Message>& words) {
  for (const auto& word : words) {
    const auto& line = *word.args.front().text();
    const auto first = std::min(line.find_first_not_of(" \t"), line.size());
    if (first > 0 && line.compare(first, 4, "git ") == 0) return line.substr(first);
  }
  return {};
}

Found look_at_repository(const Examined& at) {
  if (at.git.empty())
    return HealthFinding{Health::note, msg("git is not installed: nothing keeps what the ledger was"),
                         "apt install git"};
  if (const auto& none = at.no_answer)
    return HealthFinding{Health::wrong, none->words.empty() ? none->why : msg("{} {}", none->why, none->words.front()),
                         command_in(none->words)};
  if (!at.repository)
    return HealthFinding{Health::note, msg("the ledger is in no repository: nothing keeps what it was"), mend(at)};
  const auto top = at.repository->top.string();
  const auto branch = store::branch_at(at.ledger).value_or(store::Branch{});
  if (branch.under_way != store::UnderWay::nothing)
    return HealthFinding{Health::note, msg("{}, in the middle of a {}", top, word(branch.under_way)),
                         at.psp + " git status"};
  if (branch.name.empty())
    return HealthFinding{
        Health::note, msg("{}, on no branch: what is committed here is easily lost", top),
        at.psp + " git switch --merge " + (branch.others.size() == 1 ? branch.others.front() : "BRANCH")};
  return HealthFinding{Health::ok, msg("{}, branch {}", top, branch.name)};
}

Found look_at_uncommitted(const Examined& at) {
  if (!at.repository) return std::nullopt;
  const auto changed =
      store::Git(at.ledger)
          .list({"status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", "psp.toml", "cases"})
          .or_fail();
  if (changed.empty()) return HealthFinding{Health::ok, msg("all is committed")};
  return HealthFinding{Health::note,
                       msg_count(number(changed.size()), "{} file of the ledger is not committed as it is",
                                 "{} files of the ledger are not committed as they are"),
                       at.psp + " sync"};
}

Found look_at_upstream(const Examined& at) {
  if (!at.repository) return std::nullopt;
  const auto branch = store::branch_at(at.ledger).value_or(store::Branch{});
  if (branch.upstream.empty() || !branch.born)
    return HealthFinding{Health::ok, msg("the branch follows no other: nothing is sent or fetched")};
  const auto counts =
      at.repository->git.line({"rev-list", "--left-right", "--count", "HEAD...refs/remotes/" + branch.upstream, "--"})
          .or_fail();
  std::int64_t ahead = 0, behind = 0;
  const auto tab = std::min(counts->find('\t'), counts->size());
  std::from_chars(counts->data(), counts->data() + tab, ahead);
  if (tab < counts->size()) std::from_chars(counts->data() + tab + 1, counts->data() + counts->size(), behind);
  const auto there = msg_count(behind, "{} commit there is not here", "{} commits there are not here");
  const auto here = msg_count(ahead, "{} commit here is not there", "{} commits here are not there");
  if (behind > 0)
    return HealthFinding{Health::note,
                         ahead > 0 ? msg("as last fetched: {}, {}", there, here) : msg("as last fetched: {}", there),
                         at.psp + " sync"};
  if (ahead > 0) return HealthFinding{Health::note, msg("as last fetched: {}", here), at.psp + " sync"};
  return HealthFinding{Health::ok, msg("as last fetched: the same here and there")};
}

/// Looks at the settings whose names begin so.
Found look_at_settings(const Examined& at, std::string_view begin) {
  if (!at.repository) return std::nullopt;
  Message help;
  for (const auto& setting : store::git_settings()) {
    if (!setting.key.starts_with(begin)) continue;
    help = msg(setting.help);
    const auto value = store::Git(at.ledger).setting(std::string(setting.key)).or_fail();
    if (value == setting.value) continue;
    return HealthFinding{Health::wrong,
                         value.empty()
                             ? msg("{} is not set: {} only with it", setting.key, help)
                             : msg("{} is not what psp init --git sets: {} only with that", setting.key, help),
                         mend(at)};
  }
  return HealthFinding{Health::ok, help};
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
  if (!ran.succeeded())
    return HealthFinding{Health::wrong, msg("git and its hooks call psp by its name, and it is not on the PATH"),
                         put_first};
  if (ran.out != "psp " PSP_VERSION "\n")
    return HealthFinding{Health::wrong, msg("git and its hooks call another version: {}", first_line(ran.out)),
                         put_first};
  return HealthFinding{Health::ok, msg("git and its hooks find psp on the PATH")};
}

Found look_at_hooks(const Examined& at) {
  if (!at.repository) return std::nullopt;
  for (const auto name : store::git_hooks()) {
    const auto hook = store::hook_of(*at.repository, name);
    if (!hook.made_by.empty() && !hook.checks)
      return HealthFinding{Health::wrong,
                           msg("the hook {} is made anew by {}: {} lacks the line {}", name, hook.made_by,
                               hook.lasting.string(), store::hook_line(*at.repository)),
                           mend(at)};
    if (!hook.there)
      return HealthFinding{Health::wrong, msg("there is no hook {}: commits are not looked through", name), mend(at)};
    if (!hook.checks)
      return HealthFinding{Health::wrong,
                           msg("the hook {} does not look the ledger through: it lacks the line {}", name,
                               store::hook_line(*at.repository)),
                           mend(at)};
    if (!hook.executable)
      return HealthFinding{Health::wrong, msg("the hook {} is not executable, and git does not run it", name),
                           "chmod +x " + store::shell_word(hook.file.lexically_normal().string())};
  }
  return HealthFinding{Health::ok, msg("each commit is looked through")};
}

/// An attribute of a case file as git has it, and as it must be.
struct Attribute {
  std::string_view name, value;
};
constexpr std::array attributes{Attribute{"text", "unset"}, Attribute{"merge", "psp"}, Attribute{"diff", "psp"}};

Found look_at_attributes(const Examined& at) {
  if (!at.repository) return std::nullopt;
  for (const auto& attribute : attributes) {
    const auto answer = store::Git(at.ledger)
                            .list({"check-attr", "-z", std::string(attribute.name), "--", "cases/2026/2026-0001.toml"})
                            .or_fail();
    if (answer.size() < 3 || answer[2] != attribute.value)
      return HealthFinding{
          Health::wrong,
          msg("case files have the attribute {} otherwise than psp init --git sets it, in .gitattributes",
              attribute.name),
          mend(at)};
  }
  return HealthFinding{Health::ok, msg("case files keep their line ends, and go through psp")};
}

bool is_ignored(const Examined& at, const std::string& path) {
  return store::Git(at.ledger).says({"check-ignore", "--quiet", "--no-index", "--", path}).or_fail();
}

Found look_at_ignored(const Examined& at) {
  if (!at.repository) return std::nullopt;
  if (!is_ignored(at, ".psp/lock"))
    return HealthFinding{Health::wrong, msg("git does not leave .psp/ alone, which is this machine's own"), mend(at)};
  for (const std::string path : {"psp.toml", "cases/2026/2026-0001.toml"})
    if (is_ignored(at, path))
      return HealthFinding{Health::wrong, msg("git is told to ignore {}, and would not keep it", path),
                           at.psp + " git check-ignore -v --no-index " + path};
  return HealthFinding{Health::ok, msg("git leaves alone what is this machine's own")};
}

Found look_at_programs(const Examined& at) {
  if (!at.repository) return std::nullopt;
  const auto programs = not_agreed_to(*at.repository, at.agreements);
  if (programs.empty())
    return HealthFinding{Health::ok, msg("nothing runs here but git, psp, and what was agreed to on this machine")};
  std::string names;
  for (const auto& program : programs) names += (names.empty() ? "" : ", ") + program.where;
  return HealthFinding{Health::note,
                       msg("the repository has programs of its own, and psp commits nothing until they are "
                           "agreed to: {}",
                           names),
                       at.psp + " doctor --trust"};
}

/// Commits that are to be signed and cannot be are not made.
Found look_at_signing(const Examined& at) {
  if (!at.repository) return std::nullopt;
  const store::Git git(at.ledger);
  const auto wanted = git.run({"config", "--type=bool", "--get", "commit.gpgsign"});
  if (wanted.out != "true\n") return std::nullopt;
  const auto key = git.setting("user.signingkey").or_fail(), format = git.setting("gpg.format").or_fail();
  const HealthFinding lacks{Health::wrong,
                            msg("git is to sign each commit (commit.gpgSign), and has no key: no commit is made"),
                            at.psp + " git config user.signingKey KEY"};
  if (format == "ssh") {
    const bool named = key.starts_with("ssh-") || key.starts_with("key::");
    std::error_code error;
    const fs::path file = key.starts_with("~/") ? at.home + key.substr(1) : key;
    if (key.empty() ? git.setting("gpg.ssh.defaultkeycommand").or_fail().empty() : !named && !fs::exists(file, error))
      return lacks;
    return HealthFinding{Health::ok, msg("commits are signed")};
  }
  // Only the machine's own gpg is asked, and for all keys: which one the repository names is not to be trusted, and
  // whose key it is stands in no argument.
  auto who = key.empty() ? git.setting("user.email").or_fail() : key.substr(0, key.find('!'));
  if (who.starts_with("0x")) who.erase(0, 2);
  const auto keys =
      store::run({{format == "x509" ? "gpgsm" : "gpg", "--batch", "--with-colons", "--list-secret-keys"}});
  if (who.empty() || !keys.succeeded() || keys.out.find(who) == std::string::npos) return lacks;
  return HealthFinding{Health::ok, msg("commits are signed")};
}

Found look_at_people(const Examined& at) {
  if (!at.repository) return std::nullopt;
  store::Objects texts(*at.repository);
  const auto index = store::index_of(*at.repository).or_fail();
  std::vector<std::string> objects;
  for (const auto& [path, object] : index.files)
    if (store::tells_of_people(path)) objects.push_back(object);
  texts.load(objects);
  const auto clear =
      std::count_if(objects.begin(), objects.end(), [&](const auto& o) { return store::in_the_clear(texts.text(o)); });
  if (clear > 0)
    return HealthFinding{
        Health::wrong,
        msg_count(clear, "{} file of people/ is in git in the clear", "{} files of people/ are in git in the clear"),
        at.psp + " git rm --cached -r people"};
  if (!objects.empty() || store::encrypts_people(*at.repository))
    return HealthFinding{Health::ok, msg("who the clients are is encrypted in git")};
  if (!is_ignored(at, "people/K-0001.toml"))
    return HealthFinding{Health::wrong, msg("git does not leave people/ alone: who the clients are could be committed"),
                         mend(at)};
  return HealthFinding{Health::ok, msg("who the clients are is not in git")};
}

constexpr std::array git_table{
    DoctorRow{"repository", look_at_repository},
    DoctorRow{"committed", look_at_uncommitted},
    DoctorRow{"upstream", look_at_upstream},
    DoctorRow{"merge", look_at_merge},
    DoctorRow{"diff", look_at_diff},
    DoctorRow{"path", look_at_path},
    DoctorRow{"hooks", look_at_hooks},
    DoctorRow{"attributes", look_at_attributes},
    DoctorRow{"ignored", look_at_ignored},
    DoctorRow{"programs", look_at_programs},
    DoctorRow{"signing", look_at_signing},
    DoctorRow{"people", look_at_people},
    DoctorRow{"fsync", look_at_fsync},
};

}  // namespace

std::span<const DoctorRow> git_rows() { return git_table; }

}  // namespace psp::actions
