#include "store/git/set_up.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/text.h"
#include "store/again.h"
#include "store/disk/file.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

constexpr std::array settings{
    GitSetting{"merge.psp.name", "psp merges case files record by record",
               marked("what git calls the merge of case files")},
    // Where psp is missing or fails, git's own merge takes its place and leaves a conflict: records that one side added
    // must not vanish in silence.
    GitSetting{"merge.psp.driver",
               "psp merge-file %O %A %B %L; r=$?; [ $r -lt 2 ] && exit $r; "
               "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; exit 1",
               marked("case files are merged record by record")},
    GitSetting{"diff.psp.textconv", "f() { psp diff --textconv \"$1\" 2>/dev/null || cat \"$1\"; }; f",
               marked("git diff and git log -p show case files in words")},
    GitSetting{"core.fsync", "all", marked("a commit survives a power cut")},
};

/// A line of one of git's files.
struct GitLine {
  std::string_view file;
  std::string_view line;
  std::string_view comment;       ///< stands above it if it is new; may be empty
  bool unless_encrypted = false;  ///< is not there if the office keeps people/ in git, encrypted
};

constexpr std::array lines{
    GitLine{attributes_file, "*.toml -text", "# Case files keep their line ends, whatever the machine."},
    GitLine{attributes_file, "/cases/**/*.toml -text merge=psp diff=psp",
            "# They are merged record by record and shown in words, where psp init --git was run."},
    GitLine{ignore_file, "/.psp/", ignored_comment},
    GitLine{ignore_file, "/people/", "", true},
    GitLine{ignore_file, "*.tmp", ""},
};

constexpr std::array<std::string_view, 2> hooks{"pre-commit", "pre-merge-commit"};

constexpr std::string_view hook_mark = "# psp init --git wrote this hook, and adds a line for each ledger.\n";
constexpr std::string_view hook_start =
    "#!/bin/sh\n"
    "# psp init --git wrote this hook, and adds a line for each ledger.\n"
    "if ! command -v psp >/dev/null 2>&1; then\n"
    "  echo 'psp looks through what is committed, and is not found on the PATH: nothing was committed.' >&2\n"
    "  echo 'Put psp on the PATH, or leave its look out this once: git commit --no-verify' >&2\n"
    "  exit 1\n"
    "fi\n";

/// Returns the text of one of git's files; "" if there is none, or what bears its name is no file.
std::string text_in(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) ? read_named_file(file, file.string()).value_or("") : "";
}

bool has_line(std::string_view text, std::string_view wanted) {
  while (!text.empty())
    if (trimmed_behind(take_line(text)) == wanted) return true;
  return false;
}

/// Returns the text of one of git's files with the lines that it lacks.
std::string completed(std::string_view file, std::string text, bool encrypted) {
  const auto had = text;
  for (const auto& row : lines) {
    if (row.file != file || (row.unless_encrypted && encrypted) || has_line(had, row.line)) continue;
    if (!text.empty() && text.back() != '\n') text += '\n';
    if (!row.comment.empty() && !has_line(had, row.comment)) text += std::string(row.comment) + "\n";
    text += std::string(row.line) + "\n";
  }
  return text;
}

/// Makes the file what `next` makes of it; nothing if that is what it was.
template <class Next>
std::optional<Durable> change_file(int root, const std::string& file, const Next& next) {
  return again_if_changed(file, [&]() -> std::optional<std::optional<Durable>> {
    const bool there = faccessat(root, file.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    const auto old = there ? read_file(root, file) : std::string();
    const auto text = next(old);
    if (text == old) return std::optional<Durable>();
    const auto written = there ? replace_file(root, file, old, text) : create_file(root, file, text);
    if (!written) return std::nullopt;
    return written;
  });
}

/// Runs git, which must do it.
void must(const fs::path& directory, std::vector<std::string> words, std::string_view tried) {
  const auto ran = Git(directory, Programs::wanted).run(std::move(words));
  if (ran.succeeded()) return;
  auto why = std::string(first_line(ran.err));
  if (why.starts_with("fatal: ") || why.starts_with("error: ")) why.erase(0, 7);
  throw Failure{Exit::system, msg("git cannot {} in {}: {}", msg_in("cannot", tried), directory.string(), why)};
}

void set_settings(const Repository& repository, SetUp& done) {
  for (const auto& s : settings) {
    if (repository.git.setting(std::string(s.key)).or_fail() == s.value) continue;
    must(repository.top, {"config", "--replace-all", std::string(s.key), std::string(s.value)},
         marked_in("cannot", "keep its settings"));
    done.set.push_back(msg("git config {}: {}", s.key, msg(s.help)));
  }
}

/// Returns false if the hooks are for all repositories of a person: a ledger's hook has no place there.
bool hooks_are_the_repositorys(const Repository& repository) {
  std::error_code error;
  const auto where = fs::weakly_canonical(repository.hooks, error);
  for (const auto& home : {repository.common, repository.top}) {
    const auto inside = where.lexically_relative(fs::weakly_canonical(home, error));
    if (!inside.empty() && *inside.begin() != "..") return true;
  }
  return false;
}

/// Programs that make the hooks of a repository anew, whatever stood in them.
struct HookMaker {
  std::string_view name;
  std::string_view directory;  ///< how the directory of such hooks ends; "" if that tells nothing
  std::string_view sign;       ///< what stands in such a hook; "" if that tells nothing
  std::string_view lasting;    ///< from the directory of the hooks, or (with a /) from the top of the working tree
};
constexpr std::array hook_makers{
    HookMaker{"husky", ".husky/_", "", "../"},
    HookMaker{"pre-commit", "", "pre-commit.com", "/.pre-commit-config.yaml"},
    HookMaker{"lefthook", "", "lefthook", "/lefthook.yml"},
    HookMaker{"overcommit", "", "overcommit", "/.overcommit.yml"},
};

const HookMaker* maker_of(const Repository& repository, std::string_view text) {
  const auto directory = repository.hooks.lexically_normal().string();
  for (const auto& maker : hook_makers)
    if (maker.directory.empty()
            ? text.find(maker.sign) != std::string_view::npos
            : directory.ends_with(maker.directory) || directory.ends_with(std::string(maker.directory) + "/"))
      return &maker;
  return nullptr;
}

/// Returns true for a line that runs psp's check in a hook that a person has written.
bool calls_the_check(std::string_view line) {
  const auto psp = line.find("psp ");
  if (line.starts_with('#') || psp == std::string_view::npos) return false;
  const auto check = line.find("check --staged", psp);
  return check != std::string_view::npos && line.find("--hook", check) != std::string_view::npos;
}

/// Returns the line that was written before there was --hook.
std::string earlier_line(const Repository& repository) {
  auto line = hook_line(repository);
  constexpr std::string_view option = " --hook";
  return line.erase(line.find(option), option.size());
}

void set_hook(const Repository& repository, std::string_view name, SetUp& done) {
  const auto hook = hook_of(repository, name);
  const bool may_write = hooks_are_the_repositorys(repository) && hook.made_by.empty() && (!hook.there || hook.ours);
  if (!may_write) {
    if (hook.checks && hook.executable) return;
    if (!hook.made_by.empty())
      done.left.push_back(msg("{} is made anew by {}: a line lasts in {}; add there: {}", hook.file.string(),
                              hook.made_by, hook.lasting.string(), hook_line(repository)));
    else
      done.left.push_back(msg("{} is a hook that psp did not write: add this line to it, and let it be executable: {}",
                              hook.file.string(), hook_line(repository)));
    return;
  }
  if (hook.checks && hook.executable) return;
  std::error_code error;
  fs::create_directories(repository.hooks, error);
  const auto root = open_root(repository.hooks);
  const std::string file(name);
  change_file(root.get(), file, [&](const std::string& old) {
    const auto line = hook_line(repository), earlier = earlier_line(repository) + "\n";
    auto text = old.empty() ? std::string(hook_start) : old;
    if (!text.ends_with('\n')) text += '\n';
    if (const auto at = text.find("\n" + earlier); at != std::string::npos) text.erase(at + 1, earlier.size());
    return has_line(text, line) ? text : text + line + "\n";
  });
  if (fchmodat(root.get(), file.c_str(), 0755, 0) != 0) fail(hook.file.string(), "make it executable");
  done.set.push_back(msg("hook {}: no commit loses a record", name));
}

/// Makes the ledger's directory 0700, for git makes files in it that others may read.
void close_directory(const fs::path& ledger, SetUp& done) {
  struct stat info {};
  if (stat(ledger.c_str(), &info) != 0) fail(ledger.string(), "look at it");
  if ((info.st_mode & 0077) == 0) return;
  if (chmod(ledger.c_str(), 0700) != 0) fail(ledger.string(), "keep others out of it");
  done.set.push_back(msg("{}: only you can go into it", ledger.lexically_normal().string()));
}

}  // namespace

std::span<const GitSetting> git_settings() { return settings; }
std::span<const std::string_view> git_hooks() { return hooks; }

std::string hook_line(const Repository& repository) {
  const auto directory = repository.prefix.empty() ? "." : repository.prefix.substr(0, repository.prefix.size() - 1);
  return "psp -C " + shell_word(directory) + " check --staged --hook || exit 1";
}

Hook hook_of(const Repository& repository, std::string_view name) {
  Hook hook{repository.hooks / name, repository.hooks / name, {}};
  hook.there = access(hook.file.c_str(), F_OK) == 0;
  const auto text = hook.there ? text_in(hook.file) : "";
  if (const auto* maker = maker_of(repository, text)) {
    hook.made_by = maker->name;
    hook.lasting = maker->lasting.starts_with('/') ? repository.top / maker->lasting.substr(1)
                                                   : (repository.hooks / maker->lasting / name).lexically_normal();
  }
  if (!hook.there) return hook;
  hook.ours = text.find(hook_mark) != std::string::npos;
  hook.executable = access(hook.file.c_str(), X_OK) == 0;
  const auto lasting = hook.lasting == hook.file ? text : text_in(hook.lasting);
  const auto all = lines_of(lasting);
  hook.checks =
      hook.ours ? has_line(lasting, hook_line(repository)) : std::any_of(all.begin(), all.end(), calls_the_check);
  return hook;
}

namespace {

/// Returns true for a word that shell_word() has written.
bool is_one_word(std::string_view word) {
  const std::string written(word);
  std::string meant;
  for (bool quoted = false; !word.empty(); word.remove_prefix(1)) {
    if (word.starts_with("'\\''") && quoted) {
      meant += '\'';
      word.remove_prefix(3);
    } else if (word.front() == '\'') {
      quoted = !quoted;
    } else {
      meant += word.front();
    }
  }
  return shell_word(meant) == written;
}

}  // namespace

bool is_psps_hook(std::string_view text) {
  if (!text.starts_with(hook_start)) return false;
  constexpr std::string_view first = "psp -C ", last = " || exit 1";
  const auto rest = lines_of(text.substr(hook_start.size()));
  return std::all_of(rest.begin(), rest.end(), [&](std::string_view line) {
    line = trimmed_behind(line);
    if (!line.starts_with(first) || !line.ends_with(last)) return false;
    line.remove_prefix(first.size());
    line.remove_suffix(last.size());
    for (const std::string_view check : {" check --staged --hook", " check --staged"}) {
      if (!line.ends_with(check)) continue;
      return is_one_word(line.substr(0, line.size() - check.size()));
    }
    return false;
  });
}

bool encrypts_people(const Repository& repository) {
  const auto answer =
      repository.git.list({"check-attr", "-z", "filter", "--", repository.prefix + "people/x.toml"}).or_fail();
  return answer.size() == 3 && answer[2] != "unspecified" && answer[2] != "unset" && !answer[2].empty();
}

bool tells_of_people(std::string_view path) {
  return path.starts_with("people/") && path.find("/.git") == std::string_view::npos;
}

bool in_the_clear(std::string_view text) {
  using namespace std::string_view_literals;
  constexpr std::array marks{"\0GITCRYPT\0"sv, "age-encryption.org/"sv, "-----BEGIN AGE ENCRYPTED FILE-----"sv,
                             "-----BEGIN PGP MESSAGE-----"sv};
  return !text.empty() && std::none_of(marks.begin(), marks.end(), [&](auto mark) { return text.starts_with(mark); });
}

SetUp add_git_lines(const fs::path& ledger, bool encrypted) {
  const auto root = open_root(ledger);
  SetUp done;
  for (const auto file : {attributes_file, ignore_file}) {
    const auto written = change_file(root.get(), std::string(file),
                                     [&](const std::string& old) { return completed(file, old, encrypted); });
    if (!written) continue;
    done.set.push_back(msg("{}: the lines that it lacked", file));
    done.durable = std::max(done.durable, *written);
  }
  return done;
}

SetUp set_up_git(const fs::path& ledger) {
  SetUp done;
  auto repository = repository_of(ledger).or_fail();
  if (!repository) {
    must(ledger, {"init", "--quiet"}, marked_in("cannot", "make a repository"));
    done.set.push_back(msg("a repository, in {}", (ledger / ".git").lexically_normal().string()));
    repository = repository_of(ledger).or_fail();
    if (!repository) throw Failure{Exit::system, msg("git made no repository in {}", ledger.string())};
  }
  auto added = add_git_lines(ledger, encrypts_people(*repository));
  std::move(added.set.begin(), added.set.end(), std::back_inserter(done.set));
  done.durable = added.durable;
  set_settings(*repository, done);
  for (const auto name : hooks) set_hook(*repository, name, done);
  close_directory(ledger, done);
  return done;
}

}  // namespace psp::store
