#include "store/git/repository.h"

#include <algorithm>

#include "model/diagnostic.h"
#include "model/ledger_file.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view link_mode = "120000", submodule_mode = "160000";

/// Adds git's words for all that lies in the ledger.
void limit_to_ledger(const Repository& repository, std::vector<std::string>& words) {
  words.push_back("--");
  if (!repository.prefix.empty()) words.push_back(repository.prefix);
}

/// Returns `path` from the ledger's directory on; nothing if it does not lie there.
std::optional<std::string> below(const Repository& repository, std::string_view path) {
  if (!path.starts_with(repository.prefix)) return std::nullopt;
  return std::string(path.substr(repository.prefix.size()));
}

NoAnswer no_place_for_a_ledger(const fs::path& ledger, bool bare) {
  return {bare ? msg("{} is a bare repository, which has no files to work on: clone it, and take the "
                     "ledger in the clone",
                     ledger.string())
               : msg("{} lies in git's own directory: a ledger lies beside it", ledger.string())};
}

/// Returns the repository, asked for by this git.
Answer<std::optional<Repository>> look(const fs::path& ledger, const Git& git) {
  const auto there = git.has_repository();
  if (const auto* none = there.none()) {
    const auto at = dot_git_above(ledger);
    const bool bare = at.filename() != ".git" && fs::equivalent(at, ledger);
    return bare ? no_place_for_a_ledger(ledger, true) : *none;
  }
  if (!there.or_fail()) return std::optional<Repository>();
  // What is only asked where things lie runs nothing, and is to name the hooks that there are.
  const auto asked = git.with(Programs::wanted)
                         .list({"rev-parse", "--is-bare-repository", "--is-inside-git-dir", "--absolute-git-dir",
                                "--git-common-dir", "--git-path", "hooks"},
                               '\n');
  if (asked.none()) return *asked.none();
  const auto& told = asked.or_fail();
  if (told.size() != 5) return NoAnswer{msg("git gives no answer in {}:", ledger.string())};
  if (told[0] == "true" || told[1] == "true") return no_place_for_a_ledger(ledger, told[0] == "true");
  const auto top = git.text({"rev-parse", "--show-toplevel"});
  if (top.none()) return *top.none();
  const auto& line = top.or_fail();
  const fs::path at = line.substr(0, line.find_last_not_of('\n') + 1);
  Repository found{git.at(at), at, {}, told[2], git.directory() / told[3], git.directory() / told[4]};
  std::error_code error;
  const auto inside = fs::weakly_canonical(ledger, error).lexically_relative(fs::weakly_canonical(at, error));
  if (inside.empty() || *inside.begin() == "..")
    return NoAnswer{msg("{} does not lie in the repository of {}", ledger.string(), at.string())};
  if (inside != ".") found.prefix = inside.string() + "/";
  return std::optional(std::move(found));
}

}  // namespace

Answer<std::optional<Repository>> repository_of(const fs::path& ledger) {
  if (dot_git_above(ledger).empty()) return std::optional<Repository>();
  return look(ledger, Git(ledger));
}

Answer<std::optional<Repository>> repository_of_hook(const fs::path& ledger, const fs::path& current) {
  return look(ledger, Git(current, Programs::none, Chosen::by_environment));
}

Message no_repository() { return msg("the ledger is in no git repository: psp init --git makes one"); }

Repository must_have_repository(const fs::path& ledger) {
  auto found = repository_of(ledger).or_fail();
  if (!found) throw Failure{Exit::usage, no_repository()};
  return std::move(*found);
}

Answer<Tree> tree_of(const Repository& repository, const std::string& commit) {
  const auto index = index_of(repository, commit);
  if (index.none()) return *index.none();
  return index.or_fail().files;
}

Answer<Index> index_of(const Repository& repository, const std::string& commit) {
  std::vector<std::string> words{"--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit};
  limit_to_ledger(repository, words);
  const auto listed = repository.git.list(words);
  if (listed.none()) return *listed.none();
  Index index;
  // `MODE TYPE OBJECT<TAB>PATH`
  for (const auto& entry : listed.or_fail()) {
    const auto tab = entry.find('\t'), space = entry.rfind(' ', tab);
    if (tab == std::string::npos || entry.find(" blob ") != 6) continue;
    auto path = below(repository, std::string_view(entry).substr(tab + 1));
    if (!path) continue;
    if (entry.starts_with(link_mode)) index.links.push_back(std::move(*path));
    else index.files.emplace(std::move(*path), entry.substr(space + 1, tab - space - 1));
  }
  return index;
}

Answer<Index> index_of(const Repository& repository) {
  const auto listed = repository.git.list({"ls-files", "--stage", "-z"});
  if (listed.none()) return *listed.none();
  Index index;
  // `MODE OBJECT STAGE<TAB>PATH`
  for (const auto& entry : listed.or_fail()) {
    const auto tab = entry.find('\t');
    if (tab == std::string::npos || tab < 10 || entry.starts_with(submodule_mode)) continue;
    auto path = below(repository, std::string_view(entry).substr(tab + 1));
    const char stage = entry[tab - 1];
    auto object = entry.substr(7, tab - 9);
    if (!path) {
      auto& outside = index.unmerged_outside;
      if (const auto name = entry.substr(tab + 1); stage != '0' && (outside.empty() || outside.back() != name))
        outside.push_back(name);
    } else if (entry.starts_with(link_mode)) {
      index.links.push_back(std::move(*path));
    } else if (stage == '0') {
      index.files.emplace(std::move(*path), std::move(object));
    } else {
      auto& sides = index.unmerged[std::move(*path)];
      (stage == '1' ? sides.base : stage == '2' ? sides.ours : sides.theirs) = std::move(object);
    }
  }
  return index;
}

Answer<Line> commit_named(const Repository& repository, const std::string& word) {
  if (word.starts_with('-')) return Line();
  return repository.git.line({"rev-parse", "--verify", "--quiet", word + "^{commit}"});
}

Answer<Line> head_of(const Repository& repository) {
  auto commit = commit_named(repository, "HEAD");
  if (commit.none() || commit.or_fail()) return commit;
  // A branch without commits, or one whose last commit cannot be read: what git lists of the branches tells, and what
  // its log says of this one.
  const auto listed = repository.git.list({"for-each-ref", "--format=%(objecttype)"}, '\n');
  const auto branch = repository.git.line({"symbolic-ref", "--quiet", "HEAD"});
  if (branch.none()) return *branch.none();
  const NoAnswer damaged{
      msg("git cannot read the last commit of {}, and the repository is damaged: psp git fsck and psp "
          "git reflog tell more",
          repository.top.string())};
  if (listed.none()) return NoAnswer{damaged.why, listed.none()->words};
  std::error_code error;
  const auto& name = branch.or_fail();
  const auto had_commits = [&](const fs::path& directory) {
    return fs::file_size(directory / "logs" / *name, error) > 0 && !error;
  };
  if (!name || had_commits(repository.common)) return damaged;
  return Line();
}

Answer<LastCommit> last_commit_of(const fs::path& ledger) {
  const auto repository = repository_of(ledger);
  if (repository.none()) return *repository.none();
  if (!repository.or_fail()) return LastCommit{};
  const auto head = head_of(*repository.or_fail());
  if (head.none()) return *head.none();
  if (!head.or_fail()) return LastCommit{};
  const auto changed = Git(ledger).text({"status", "--porcelain", "--untracked-files=all", "--", "psp.toml", "cases"});
  if (changed.none()) return *changed.none();
  return LastCommit{*head.or_fail(), !changed.or_fail().empty()};
}

std::string short_name(const Repository& repository, const std::string& commit) {
  const auto line = repository.git.line({"rev-parse", "--short", commit});
  return line.none() ? commit : line.or_fail().value_or(commit);
}

bool is_case_file(std::string_view path) { return ledger_file(path).kind == FileKind::case_file; }

namespace {

/// Returns what the header gives for these keys, one behind the other; a text that is no case file may have it as well.
std::string values_in_header(std::string_view text, std::initializer_list<std::string_view> keys) {
  std::string values;
  for (const auto& line : cut(text.substr(0, std::min(text.find("\n["), text.size())), '\n'))
    for (const auto key : keys)
      if (line.starts_with(key)) values += line.substr(key.size());
  return values;
}

}  // namespace

std::optional<format::RecordName> opening_in(std::string_view text) {
  auto id = values_in_header(text, {"client =", "by =", "recorded ="});
  if (id.empty()) return std::nullopt;
  return format::RecordName{std::string(opening), std::move(id)};
}

bool is_one_case(std::string_view one, std::string_view other) {
  const auto opened = opening_in(one);
  return opened && opened == opening_in(other) &&
         values_in_header(one, {"service ="}) == values_in_header(other, {"service ="});
}

std::vector<format::RecordName> names_in(std::string_view text) {
  auto names = format::records_in(text);
  if (auto opened = opening_in(text)) names.push_back(std::move(*opened));
  return names;
}

void Objects::load(const std::vector<std::string>& objects) {
  std::vector<std::string> unknown;
  for (const auto& object : objects)
    if (!texts_.contains(object)) unknown.push_back(object);
  std::sort(unknown.begin(), unknown.end());
  unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
  auto read = repository_.git.texts(unknown).or_fail();
  for (std::size_t i = 0; i < unknown.size(); ++i) texts_.emplace(unknown[i], std::move(read[i]));
}

const std::string& Objects::text(const std::string& object) {
  load({object});
  return texts_[object];
}

const std::vector<format::RecordName>& Objects::names(const std::string& object) {
  const auto [it, unknown] = names_.try_emplace(object);
  if (unknown) it->second = names_in(text(object));
  return it->second;
}

}  // namespace psp::store
