#include "actions/commit_check.h"

#include <algorithm>

#include "store/git/set_up.h"

namespace psp::actions {
namespace {

constexpr std::size_t looked_at_for_nul = 8000;  // as git does

/// git's words for the commits that one has and the other has not.
std::vector<std::string> range(const std::string& from, const std::string& to) {
  std::vector<std::string> words{to};
  if (!from.empty()) words.push_back("^" + from);
  return words;
}

std::vector<std::string> with(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

class CommitSearch {
 public:
  CommitSearch(const store::Repository& repository, std::vector<std::string> commits, const LookingFor& people)
      : repository_(repository), commits_(std::move(commits)), people_(people) {}

  /// What only the last of them has is told by check_state() already; here what went through the others.
  std::vector<Diagnostic> run(const store::Tree& last) {
    found_ = errors_in(store::words_of_commits(repository_, commits_).or_fail());
    look_at_versions(last);
    look_at_names(last);
    return std::move(found_);
  }

  std::vector<Diagnostic> errors_in(const std::vector<store::GitWords>& words) const {
    auto found = people_in(words, people_);
    keep_errors(found);
    return found;
  }

 private:
  /// Looks at each version of each file of the ledger that these commits brought.
  void look_at_versions(const store::Tree& last) {
    std::vector<std::string> objects, paths;
    const auto listed = repository_.git.list(
        with({"rev-list", "--objects", "--filter=object:type=blob", "--filter-provided-objects"}, commits_), '\n');
    for (const auto& line : listed.or_fail()) {
      const auto blank = line.find(' ');
      if (blank == std::string::npos || blank + 1 == line.size()) continue;
      auto path = line.substr(blank + 1);
      if (!path.starts_with(repository_.prefix)) continue;
      path.erase(0, repository_.prefix.size());
      const auto object = line.substr(0, blank);
      if (const auto now = last.find(path); now != last.end() && now->second == object) continue;
      objects.push_back(object);
      paths.push_back(path);
    }
    constexpr std::size_t at_a_time = 500;  // so many texts are held in memory
    for (std::size_t begin = 0; begin < objects.size(); begin += at_a_time) {
      const auto end = std::min(begin + at_a_time, objects.size());
      const auto texts = repository_.git
                             .texts({objects.begin() + static_cast<std::ptrdiff_t>(begin),
                                     objects.begin() + static_cast<std::ptrdiff_t>(end)})
                             .or_fail();
      for (std::size_t i = begin; i < end; ++i) look_at(paths[i], texts[i - begin]);
    }
  }

  /// Looks at the names that files had on the way.
  void look_at_names(const store::Tree& last) {
    auto paths =
        repository_.git.list(with({"log", "-z", "-m", "--root", "--format=", "--name-only", "--no-renames"}, commits_))
            .or_fail();
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    for (auto path : paths) {
      path.erase(0, path.find_first_not_of('\n'));
      if (!path.starts_with(repository_.prefix)) continue;
      path.erase(0, repository_.prefix.size());
      if (last.contains(path) || store::tells_of_people(path)) continue;
      for (auto& d : people_.search.in({path, {}}))
        if (d.severity == Severity::error)
          found_.push_back({Severity::error, "commits", 1, 1, msg("{}, in an earlier version", d.message)});
    }
  }

  void look_at(const std::string& path, const std::string& text) {
    if (store::tells_of_people(path)) {
      if (store::in_the_clear(text))
        found_.push_back(
            {Severity::error, path, 1, 1, msg("tells in the clear who somebody is, in an earlier version")});
      return;
    }
    if (std::string_view(text).substr(0, looked_at_for_nul).find('\0') != std::string_view::npos) return;  // no text
    for (auto& d : people_.search.in({{}, text}))
      if (d.severity == Severity::error) {
        d.file = path;
        d.message = msg("{}, in an earlier version", d.message);
        found_.push_back(std::move(d));
      }
  }

  const store::Repository& repository_;
  const std::vector<std::string> commits_;
  const LookingFor& people_;
  std::vector<Diagnostic> found_;
};

}  // namespace

StateFindings check_commits(const store::Repository& repository, const CommitRange& commits, const std::string& branch,
                            const LookingFor& people) {
  const auto& [from, to] = commits;
  store::Staged state{store::index_of(repository, to).or_fail(), {}};
  if (!from.empty()) state.parents.push_back({from, store::tree_of(repository, from).or_fail()});
  auto found = check_state(repository, state, Commits::made, people.search);
  CommitSearch search(repository, range(from, to), people);
  for (auto& d : search.run(state.index.files)) found.others.push_back(std::move(d));
  found.branch = search.errors_in({store::words_of_branch(branch)});
  return found;
}

}  // namespace psp::actions
