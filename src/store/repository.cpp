#include "store/repository.h"

#include <algorithm>
#include <array>

#include "model/diagnostic.h"
#include "model/ledger_file.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

std::string first_line(std::string_view text) {
  for (const std::string_view word : {"fatal: ", "error: "})
    if (text.starts_with(word)) text.remove_prefix(word.size());
  return std::string(text.substr(0, text.find('\n')));
}

/// `path` from the ledger's directory on, where it lies there.
std::optional<std::string> below(const Repository& repository, std::string_view path) {
  if (!path.starts_with(repository.prefix)) return std::nullopt;
  return std::string(path.substr(repository.prefix.size()));
}

/// git's words for all that lies in the ledger.
void limit_to_ledger(const Repository& repository, std::vector<std::string>& words) {
  words.push_back("--");
  if (!repository.prefix.empty()) words.push_back(repository.prefix);
}

}  // namespace

std::string git_version() {
  const auto ran = run({{"git", "--version"}});
  if (!ran.well()) throw Failure{Exit::system, msg("git is not installed here (Debian: apt install git)")};
  auto version = first_line(ran.out);
  constexpr std::string_view words = "git version ";
  return version.starts_with(words) ? version.substr(words.size()) : version;
}

std::optional<Repository> repository_of(const fs::path& ledger, const fs::path& seen_from) {
  const auto told = run_git(seen_from, {"rev-parse", "--is-bare-repository", "--is-inside-git-dir"});
  if (!told.found()) git_version();
  if (!told.well()) {
    if (told.err.find("not a git repository") != std::string::npos) return std::nullopt;
    throw Failure{Exit::system, msg("git refuses the repository here: {}", first_line(told.err))};
  }
  const auto is = cut(told.out, '\n');
  if (is.size() == 2 && is[0] == "true")
    throw Failure{Exit::system, msg("{} is a bare repository, which has no files to work on: clone it, and take the "
                                    "ledger in the clone",
                                    ledger.string())};
  if (is.size() == 2 && is[1] == "true")
    throw Failure{Exit::system, msg("{} lies in git's own directory: a ledger lies beside it", ledger.string())};
  const auto ran = run_git(
      seen_from, {"rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir", "--git-path", "hooks"});
  const auto paths = cut(ran.out, '\n');
  if (!ran.well() || paths.size() != 4)
    throw Failure{Exit::system, msg("git refuses the repository here: {}", first_line(ran.err))};
  Repository found{paths[0], {}, paths[1], seen_from / paths[2], seen_from / paths[3]};
  std::error_code error;
  const auto inside = fs::weakly_canonical(ledger, error).lexically_relative(fs::weakly_canonical(found.top, error));
  if (inside.empty() || *inside.begin() == "..")
    throw Failure{Exit::system, msg("{} does not lie in the repository of {}", ledger.string(), found.top.string())};
  if (inside != ".") found.prefix = inside.string() + "/";
  return found;
}

Tree tree_of(const Repository& repository, const std::string& commit) {
  std::vector<std::string> words{"ls-tree", "-r", "-z", "--full-tree", commit};
  limit_to_ledger(repository, words);
  Tree tree;
  // `MODE TYPE OBJECT<TAB>PATH`
  for (const auto& entry : git_list(repository.top, words)) {
    const auto tab = entry.find('\t'), space = entry.rfind(' ', tab);
    if (tab == std::string::npos || entry.find(" blob ") != 6) continue;
    if (auto path = below(repository, std::string_view(entry).substr(tab + 1)))
      tree.emplace(std::move(*path), entry.substr(space + 1, tab - space - 1));
  }
  return tree;
}

Index index_of(const Repository& repository) {
  std::vector<std::string> words{"--literal-pathspecs", "ls-files", "--stage", "-z"};
  limit_to_ledger(repository, words);
  Index index;
  // `MODE OBJECT STAGE<TAB>PATH`
  for (const auto& entry : git_list(repository.top, words)) {
    const auto tab = entry.find('\t');
    if (tab == std::string::npos || tab < 10) continue;
    auto path = below(repository, std::string_view(entry).substr(tab + 1));
    if (!path) continue;
    if (entry[tab - 1] == '0') index.files.emplace(std::move(*path), entry.substr(7, tab - 9));
    else if (index.unmerged.empty() || index.unmerged.back() != *path) index.unmerged.push_back(std::move(*path));
  }
  return index;
}

std::optional<std::string> commit_named(const Repository& repository, const std::string& word) {
  if (word.starts_with('-')) return std::nullopt;
  return git_answer(repository.top, {"rev-parse", "--verify", "--quiet", word + "^{commit}"});
}

std::string short_name(const Repository& repository, const std::string& commit) {
  return git_answer(repository.top, {"rev-parse", "--short", commit}).value_or(commit);
}

bool is_case_file(std::string_view path) { return ledger_file(path).kind == FileKind::case_file; }

std::optional<format::RecordName> opening_in(std::string_view text) {
  constexpr std::array<std::string_view, 3> keys{"client =", "by =", "recorded ="};
  std::string id;
  for (const auto& line : cut(text.substr(0, std::min(text.find("\n["), text.size())), '\n'))
    for (const auto key : keys)
      if (line.starts_with(key)) id += line.substr(key.size());
  if (id.empty()) return std::nullopt;
  return format::RecordName{std::string(opening), std::move(id)};
}

std::vector<format::RecordName> names_in(std::string_view text) {
  auto names = format::records_in(text);
  if (auto opened = opening_in(text)) names.push_back(std::move(*opened));
  return names;
}

void Objects::load(const std::vector<std::string>& objects) {
  std::vector<std::string> unknown;
  for (const auto& object : objects)
    if (texts_.try_emplace(object).second) unknown.push_back(object);
  if (unknown.empty()) return;
  auto read = git_texts(repository_.top, unknown);
  for (std::size_t i = 0; i < unknown.size(); ++i)
    if (read[i]) texts_[unknown[i]] = std::move(*read[i]);
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
