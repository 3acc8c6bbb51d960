#include "store/git/past.h"

#include <algorithm>
#include <unordered_map>

#include "model/text.h"

namespace psp::store {
namespace {

/// Returns the commits, without their changes.
std::vector<PastCommit> read_commits(const Repository& repository) {
  std::vector<PastCommit> commits;
  std::unordered_map<std::string, std::size_t> places;
  const auto lines =
      repository.git
          .list({"rev-list", "--all", "--reflog", "HEAD", "--topo-order", "--reverse", "--format=%h %cs %P"}, '\n')
          .or_fail();
  for (const auto& line : lines) {
    constexpr std::string_view mark = "commit ";
    if (line.starts_with(mark)) {
      commits.push_back({line.substr(mark.size()), {}, {}});
      places.emplace(commits.back().id, commits.size() - 1);
      continue;
    }
    const auto words = words_of(line);
    if (commits.empty() || words.size() < 2) continue;
    auto& commit = commits.back();
    commit.short_id = words[0];
    commit.day = words[1];
    for (std::size_t i = 2; i < words.size(); ++i)
      if (const auto parent = places.find(std::string(words[i])); parent != places.end())
        commit.parents.push_back(parent->second);
  }
  return commits;
}

std::string object_or_none(std::string_view object) {
  return object.find_first_not_of('0') == std::string_view::npos ? std::string() : std::string(object);
}

}  // namespace

std::vector<PastCommit> read_past(const Repository& repository) {
  auto commits = read_commits(repository);
  // git compares each commit with one parent after the other, in the order in which it is asked.
  std::string asked;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  // of a commit and which of its parents
  for (std::size_t i = 0; i < commits.size(); ++i) {
    const auto& parents = commits[i].parents;
    if (parents.empty()) asked += commits[i].id + "\n";
    for (const auto parent : parents) asked += commits[i].id + " " + commits[parent].id + "\n";
    for (std::size_t k = 0; k < std::max<std::size_t>(parents.size(), 1); ++k) pairs.emplace_back(i, k);
  }
  const auto listed = repository.git
                          .text({"--literal-pathspecs", "diff-tree", "--stdin", "--always", "-r", "--root", "--raw",
                                 "-z", "--no-renames", "--no-abbrev", "--", repository.prefix + "cases"},
                                asked)
                          .or_fail();
  // The id of the commit, then for each file `:MODE MODE OLD NEW STATUS` and its path, all ended by NULs.
  std::size_t next = 0;
  std::string_view out = listed, header;
  while (!out.empty()) {
    const auto end = std::min(out.find('\0'), out.size());
    const auto part = out.substr(0, end);
    out.remove_prefix(std::min(end + 1, out.size()));
    if (part.starts_with(':')) {
      header = part;
    } else if (header.empty()) {
      ++next;
    } else {
      const auto words = words_of(header);
      header = {};
      const auto path = part.substr(std::min(repository.prefix.size(), part.size()));
      if (words.size() < 5 || next == 0 || next > pairs.size() || !is_case_file(path)) continue;
      const auto [commit, parent] = pairs[next - 1];
      commits[commit].changes.push_back(
          {parent, std::string(path), object_or_none(words[2]), object_or_none(words[3])});
    }
  }
  return commits;
}

bool is_shallow(const Repository& repository) {
  return repository.git.text({"rev-parse", "--is-shallow-repository"}).or_fail() == "true\n";
}

}  // namespace psp::store
