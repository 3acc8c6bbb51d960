#include "store/git/elsewhere.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "store/git/repository.h"

namespace psp::store {
namespace {

namespace fs = std::filesystem;

/// What a file of git's is, by its path from git's directory; the first row that fits.
struct ElsewhereRow {
  Elsewhere kind;
  std::string_view begins, holds;
};
constexpr std::array rows{
    ElsewhereRow{Elsewhere::ref, "refs/", ""},
    ElsewhereRow{Elsewhere::reflog, "logs/", ""},
    ElsewhereRow{Elsewhere::config, "config", ""},
    ElsewhereRow{Elsewhere::message, "rebase-merge/", ""},
    ElsewhereRow{Elsewhere::message, "rebase-apply/", ""},
    ElsewhereRow{Elsewhere::message, "sequencer/", ""},
    ElsewhereRow{Elsewhere::message, "", "MSG"},
    ElsewhereRow{Elsewhere::message, "", "_DESCRIPTION"},
};

Elsewhere kind_of(std::string_view path) {
  for (const auto& row : rows)
    if (path.starts_with(row.begins) && path.find(row.holds) != std::string_view::npos) return row.kind;
  return Elsewhere::git_file;
}

constexpr std::string_view worktrees = "worktrees/", submodules = "modules", points_at = "ref: ";

/// Returns a path from git's directory, as seen by the working tree of which it speaks.
std::string_view seen_by_worktree(std::string_view path) {
  if (!path.starts_with(worktrees)) return path;
  const auto end = path.find('/', worktrees.size());
  return end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
}

/// Returns true for what git itself is asked for instead: what objects hold, and the names in packed-refs; and for a
/// submodule, which is a repository of its own.
bool is_answered_by_git(const std::string& path) {
  return path == "objects" || path == "packed-refs" || path == submodules || path == "reftable";
}

bool lies_in(const fs::path& path, const fs::path& directory) {
  const auto inside = path.lexically_relative(directory);
  return !inside.empty() && *inside.begin() != "..";
}

class Gathering {
 public:
  Gathering(const fs::path& ledger, const Repository& repository, const std::function<void(const OtherText&)>& take)
      : ledger_(canonical(ledger)), repository_(repository), common_(canonical(repository.common)), take_(take) {}

  std::vector<NotLooked> run() {
    at_worktrees();
    at_refs();
    at_settings_elsewhere();
    at_files_of_git();
    return std::move(not_looked_);
  }

 private:
  static fs::path canonical(const fs::path& path) {
    std::error_code error;
    return fs::weakly_canonical(path, error);
  }

  /// Returns a path as it is told: from the ledger's directory where it lies there.
  std::string shown(const fs::path& path) const {
    return lies_in(path, ledger_) ? path.lexically_relative(ledger_).string() : path.string();
  }

  void cannot_look(std::string place, Message why, std::vector<Message> words = {}) {
    not_looked_.push_back({std::move(place), std::move(why), std::move(words)});
  }

  void at_worktrees() {
    const auto listed = repository_.git.list({"worktree", "list", "--porcelain", "-z"});
    if (const auto* none = listed.none())
      return cannot_look(shown(common_ / "worktrees"), msg("which working trees there are is not known: {}", none->why),
                         none->words);
    // For each an entry `worktree PATH` and others; an empty one ends them. A bare repository has no files.
    std::vector<fs::path> tops;
    for (const auto& entry : listed.or_fail()) {
      constexpr std::string_view key = "worktree ";
      if (entry.starts_with(key)) tops.push_back(canonical(entry.substr(key.size())));
      if (entry == "bare" && !tops.empty()) tops.pop_back();
    }
    const auto own = canonical(repository_.top);
    for (const auto& top : tops)
      if (top != own) at_worktree(top, tops);
  }

  void at_worktree(const fs::path& top, const std::vector<fs::path>& tops) {
    take_({Elsewhere::worktree, shown(top), top.string()});
    std::error_code error;
    if (!fs::exists(top, error)) {
      if (error) return cannot_look(shown(top), system_reason(error.value()));
      return cannot_look(shown(top), msg("this worktree's directory is not there, so that its files are not known: it "
                                         "is on another disk, or deleted; psp git worktree prune drops it if it is"));
    }
    if (lies_in(top, ledger_)) return;  // its files are among the ledger's own
    const auto directory = (top / repository_.prefix).lexically_normal();
    if (!fs::exists(directory, error) && !error) return;
    const auto is_another = [&](const std::string& path) {
      return std::find(tops.begin(), tops.end(), canonical(directory / path)) != tops.end();
    };
    add(read_below(directory, is_another,
                   [&](const std::string& path, Searchable content) {
                     take_({Elsewhere::worktree, shown(directory / path), path, std::move(content)});
                   }),
        directory);
  }

  void add(std::vector<NotLooked> unread, const fs::path& directory) {
    for (auto& u : unread)
      cannot_look(shown(u.place.empty() ? directory : directory / u.place), std::move(u.why), std::move(u.words));
  }

  /// Gives the name of a ref to be searched, once.
  void take_ref(const std::string& name) {
    if (refs_.insert(name).second) take_({Elsewhere::ref, name, name});
  }

  void at_refs() {
    const auto listed = repository_.git.list({"for-each-ref", "--format=%(refname)"}, '\n');
    if (const auto* none = listed.none())
      return cannot_look(shown(common_ / "refs"), msg("not all names of branches and tags are known: {}", none->why),
                         none->words);
    for (const auto& name : listed.or_fail()) take_ref(name);
  }

  /// Gives the files that git's settings include.
  void at_settings_elsewhere() {
    const auto listed =
        repository_.git.list({"config", "--list", "--show-scope", "--show-origin", "--name-only", "-z"});
    if (const auto* none = listed.none())
      return cannot_look(shown(common_ / "config"), msg("not all settings are known: {}", none->why), none->words);
    std::set<fs::path> files;
    const auto& all = listed.or_fail();
    // SCOPE, ORIGIN, NAME
    for (std::size_t i = 0; i + 2 < all.size(); i += 3) {
      constexpr std::string_view of_file = "file:";
      std::error_code error;
      if (all[i + 2] == "extensions.refstorage" && fs::exists(common_ / "reftable", error))
        cannot_look(
            shown(common_ / "reftable"),
            msg("git keeps the logs of its branches in a way that psp does not read: psp git log -g shows them"));
      if ((all[i] != "local" && all[i] != "worktree") || !all[i + 1].starts_with(of_file)) continue;
      auto file = canonical(repository_.top / all[i + 1].substr(of_file.size()));
      if (!lies_in(file, common_) && !lies_in(file, ledger_)) files.insert(std::move(file));
    }
    for (const auto& file : files) {
      try {
        if (auto text = read_named_file(file, file.string()))
          take_({Elsewhere::config, file.string(), file.string(), searchable(std::move(*text))});
      } catch (const Failure& failure) {
        cannot_look(file.string(), failure.message);
      }
    }
  }

  void at_files_of_git() {
    std::error_code error;
    if (fs::exists(common_ / submodules, error))
      cannot_look(shown(common_ / submodules),
                  msg("holds the repositories of submodules: look in these by themselves"));
    add(read_below(common_, is_answered_by_git,
                   [&](const std::string& path, Searchable content) { take_file(path, std::move(content)); }),
        common_);
  }

  void take_file(const std::string& path, Searchable content) {
    const std::string inside(seen_by_worktree(path));
    if (inside == "gitdir") return;  // the path of a working tree, which git has told
    const auto kind = kind_of(inside);
    if (!inside.empty() && inside.size() < path.size()) {
      const auto directory = path.substr(0, path.size() - inside.size() - 1);
      take_({Elsewhere::worktree, shown(common_ / directory), directory});
    }
    // HEAD, and refs like it
    const auto end = content.text.find_last_not_of("\r\n ") + 1;
    if (content.text.starts_with(points_at) && content.text.find('\n') >= end && kind != Elsewhere::message) {
      take_ref(content.text.substr(points_at.size(), end - points_at.size()));
      content.text.clear();
    }
    if (kind == Elsewhere::ref) take_ref(path);
    else take_({kind, shown(common_ / path), path, std::move(content)});
  }

  const fs::path ledger_;
  const Repository& repository_;
  const fs::path common_;
  const std::function<void(const OtherText&)>& take_;
  std::vector<NotLooked> not_looked_ = {};
  std::set<std::string> refs_ = {};
};

}  // namespace

std::vector<NotLooked> look_elsewhere(const fs::path& ledger, const std::function<void(const OtherText&)>& take) {
  const auto in = repository_of(ledger);
  if (const auto* none = in.none())
    return {{dot_git_above(ledger).string(),
             msg("other worktrees, the names of branches, git's settings and messages: {}", none->why), none->words}};
  if (!in.or_fail()) return {};
  return Gathering(ledger, *in.or_fail(), take).run();
}

}  // namespace psp::store
