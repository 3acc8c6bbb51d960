#include "store/git/lost.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "store/disk/file.h"
#include "store/git/past.h"

namespace psp::store {
namespace {

using Holders = std::unordered_set<std::string>;  // the texts that have a record

/// The names in each text that a case file ever was. A text that only goes on where another ended, as those do that psp
/// writes, is read from there.
class AllNames {
 public:
  AllNames(const Repository& repository, const std::vector<PastCommit>& commits) {
    std::map<std::string_view, std::vector<std::string>> by_file;
    std::unordered_set<std::string_view> seen;
    for (const auto& commit : commits)
      for (const auto& change : commit.changes)
        for (const auto* object : {&change.old_object, &change.new_object})
          if (!object->empty() && seen.insert(*object).second) by_file[change.file].push_back(*object);
    // So many texts at a time are held in memory.
    constexpr std::size_t at_a_time = 2000;
    std::vector<const std::vector<std::string>*> files;
    std::vector<std::string> wanted;
    for (const auto& [file, objects] : by_file) {
      files.push_back(&objects);
      wanted.insert(wanted.end(), objects.begin(), objects.end());
      if (wanted.size() < at_a_time) continue;
      read(repository, files, wanted);
      files.clear();
      wanted.clear();
    }
    read(repository, files, wanted);
  }

  const std::vector<format::RecordName>& of(const std::string& object) const {
    static const std::vector<format::RecordName> none;
    const auto it = names_.find(object);
    return it == names_.end() ? none : it->second;
  }
  const auto& all() const { return names_; }

 private:
  static bool begins_with_record(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text.substr(first).starts_with("[[");
  }

  void read(const Repository& repository, const std::vector<const std::vector<std::string>*>& files,
            const std::vector<std::string>& wanted) {
    const auto texts = repository.git.texts(wanted).or_fail();
    std::size_t next = 0;
    for (const auto* objects : files) {
      const std::string* before = nullptr;
      for (std::size_t i = 0; i < objects->size(); ++i, ++next) {
        const std::string_view text = texts[next];
        auto& names = names_[(*objects)[i]];
        const bool goes_on = before && before->ends_with('\n') && text.starts_with(*before) &&
                             begins_with_record(text.substr(before->size()));
        if (goes_on) {
          names = names_.at((*objects)[i - 1]);
          const auto more = format::records_in(text.substr(before->size()));
          names.insert(names.end(), more.begin(), more.end());
        } else {
          names = names_in(text);
        }
        before = &texts[next];
      }
    }
  }

  std::unordered_map<std::string, std::vector<format::RecordName>> names_;
};

format::RecordNames names_of(const Tree& tree, const AllNames& all) {
  format::RecordNames names;
  for (const auto& [path, object] : tree)
    if (is_case_file(path)) names.insert(all.of(object).begin(), all.of(object).end());
  return names;
}

/// Returns the case files that are not as the last commit has them.
format::RecordNames names_of_files(const Repository& repository, const std::filesystem::path& ledger) {
  const auto cases = repository.prefix + "cases";
  auto files = repository.git.list({"diff-index", "--name-only", "-z", "HEAD", "--", cases}).or_fail();
  const auto untracked = repository.git.list({"ls-files", "--others", "-z", "--", cases}).or_fail();
  files.insert(files.end(), untracked.begin(), untracked.end());
  format::RecordNames names;
  for (const auto& file : files) {
    const auto path = file.substr(repository.prefix.size());
    if (!is_case_file(path)) continue;
    try {
      const auto text = read_named_file(ledger / path, path);
      for (auto& name : names_in(text.value_or(""))) names.insert(std::move(name));
    } catch (const Failure& failure) {
      if (failure.exit != Exit::data) throw;  // what is no case file has no record
    }
  }
  return names;
}

/// Commits by place: true for those that are meant.
using Marks = std::vector<char>;

Marks ancestors(const std::vector<PastCommit>& commits, std::size_t of) {
  Marks marks(commits.size(), 0);
  marks[of] = 1;
  for (std::size_t i = of + 1; i-- > 0;)
    if (marks[i])
      for (const auto parent : commits[i].parents) marks[parent] = 1;
  return marks;
}

/// Returns the tips of all branches and tags, and all stashes.
std::vector<std::string> tips(const Repository& repository) {
  auto all = repository.git.list({"for-each-ref", "--format=%(objectname) %(*objectname)"}, '\n').or_fail();
  for (auto& line : all)
    if (const auto space = line.find(' '); space != std::string::npos)
      line = space + 1 < line.size() ? line.substr(space + 1) : line.substr(0, space);
  const auto stashes =
      repository.git.list({"rev-list", "--walk-reflogs", "--ignore-missing", "refs/stash"}, '\n').or_fail();
  all.insert(all.end(), stashes.begin(), stashes.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// A change, with the texts by their numbers; 0 where there is none.
struct Step {
  std::size_t parent, old_text, new_text;
};
using Steps = std::vector<std::vector<Step>>;  // of each commit

/// Where one record was, commit by commit, and where it went. `holders` are the texts that have it.
class RecordsInTime {
 public:
  RecordsInTime(const std::vector<PastCommit>& commits, const Steps& steps, const Marks& holders)
      : here_(commits.size(), 0), had_(commits.size(), 0), lost_(commits.size(), 0) {
    for (std::size_t i = 0; i < commits.size(); ++i) {
      const auto& parents = commits[i].parents;
      bool gained = false, dropped = false, had = false, one_has_it = false, one_took_it_out = false;
      for (const auto& step : steps[i]) {
        gained = gained || (step.parent == 0 && holders[step.new_text]);
        dropped = dropped || (step.parent == 0 && holders[step.old_text]);
      }
      for (const auto parent : parents) {
        had = had || had_[parent];
        one_has_it = one_has_it || here_[parent];
        one_took_it_out = one_took_it_out || (!here_[parent] && had_[parent]);
      }
      here_[i] = gained || (!dropped && !parents.empty() && here_[parents[0]]);
      had_[i] = had || here_[i];
      lost_[i] = !here_[i] && one_has_it && !one_took_it_out;
    }
  }

  bool here(std::size_t commit) const { return here_[commit]; }
  /// Returns the last of these commits that lost it; nothing if none did.
  std::optional<std::size_t> lost_by(const Marks& among) const {
    for (std::size_t i = lost_.size(); i-- > 0;)
      if (lost_[i] && among[i]) return i;
    return std::nullopt;
  }
  /// Returns the last commit that has it.
  std::optional<std::size_t> last_seen() const {
    for (std::size_t i = here_.size(); i-- > 0;)
      if (here_[i]) return i;
    return std::nullopt;
  }

 private:
  Marks here_, had_, lost_;
};

/// Finds for each record that is missing what became of it.
class LossSearch {
 public:
  LossSearch(const Repository& repository, const std::vector<PastCommit>& commits, std::size_t head)
      : repository_(repository),
        commits_(commits),
        names_(repository, commits),
        of_head_(ancestors(commits, head)),
        files_(tree_of(repository, commits[head].id).or_fail()) {
    number_texts();
  }

  Losses run(const std::filesystem::path& ledger) {
    const auto missing = missing_records(ledger);
    if (missing.empty()) return {};
    read_tips();
    for (const auto& name : missing) place(name);
    Losses found;
    found.not_merged = not_merged_;
    for (auto& [key, lost] : lost_) found.lost.push_back(std::move(lost));
    return found;
  }

 private:
  struct Tip {
    format::RecordNames names;
    Marks ancestors;
  };

  void number_texts() {
    const auto number = [&](const std::string& object) {
      return object.empty() ? 0 : numbers_.try_emplace(object, numbers_.size() + 1).first->second;
    };
    for (const auto& commit : commits_) {
      auto& steps = steps_.emplace_back();
      for (const auto& c : commit.changes) steps.push_back({c.parent, number(c.old_object), number(c.new_object)});
    }
  }

  Marks marked(const Holders& holders) const {
    Marks marks(numbers_.size() + 1, 0);
    for (const auto& object : holders) marks[numbers_.at(object)] = 1;
    return marks;
  }

  std::vector<format::RecordName> missing_records(const std::filesystem::path& ledger) {
    const auto kept = names_of(files_, names_);
    std::map<format::RecordName, Holders> holders;
    for (const auto& [object, names] : names_.all())
      for (const auto& name : names)
        if (!kept.contains(name)) holders[name].insert(object);
    if (holders.empty()) return {};
    for (const auto& name : names_of_files(repository_, ledger)) holders.erase(name);
    std::vector<format::RecordName> missing;
    for (auto& [name, objects] : holders) missing.push_back(name);
    holders_ = std::move(holders);
    return missing;
  }

  void read_tips() {
    for (const auto& tip : tips(repository_)) {
      const auto at = std::find_if(commits_.begin(), commits_.end(), [&](const auto& c) { return c.id == tip; });
      if (at == commits_.end()) continue;
      const auto place = static_cast<std::size_t>(at - commits_.begin());
      if (!of_head_[place])
        tips_.push_back({names_of(tree_of(repository_, tip).or_fail(), names_), ancestors(commits_, place)});
    }
  }

  void place(const format::RecordName& name) {
    const auto& holders = holders_.at(name);
    const RecordsInTime course(commits_, steps_, marked(holders));
    const auto by = course.lost_by(of_head_);
    // What another branch has is on its way here, unless this one has lost it and that one does not know.
    for (const auto& tip : tips_)
      if (tip.names.contains(name) && (!by || tip.ancestors[*by])) {
        not_merged_ += name.kind != opening;
        return;
      }
    if (by) return add_deleted(name, course, holders, *by);
    if (const auto seen = course.last_seen()) add_left_behind(name, holders, *seen);
  }

  void add_deleted(const format::RecordName& name, const RecordsInTime& course, const Holders& holders,
                   std::size_t by) {
    const auto& commit = commits_[by];
    for (const auto& change : commit.changes) {
      if (!holders.contains(change.old_object) || !course.here(commit.parents[change.parent])) continue;
      auto before = commit.short_id + "^";
      if (change.parent > 0) before += std::to_string(change.parent + 1);
      return add(name, by,
                 {LossCause::deleted,
                  commit.short_id,
                  commit.day,
                  change.file,
                  change.new_object.empty(),
                  before,
                  change.old_object,
                  {}});
    }
  }

  void add_left_behind(const format::RecordName& name, const Holders& holders, std::size_t seen) {
    const auto& commit = commits_[seen];
    for (const auto& [file, object] : tree_at(seen))
      if (holders.contains(object))
        return add(name, seen,
                   {LossCause::left_behind,
                    commit.short_id,
                    commit.day,
                    file,
                    !files_.contains(file),
                    commit.short_id,
                    object,
                    {}});
  }

  void add(const format::RecordName& name, std::size_t commit, Lost lost) {
    // Who wrote the opening of a case, and when, may be corrected by hand: only with its file it is lost. And with its
    // opening the whole file is; otherwise the case is there under another number.
    if (name.kind == opening && (!lost.file_gone || files_.contains(lost.file))) return;
    lost.file_gone = false;
    auto& group = lost_.try_emplace({commit, lost.file, lost.before}, lost).first->second;
    if (name.kind == opening) group.file_gone = true;
    else group.records.push_back(name);
  }

  const Tree& tree_at(std::size_t commit) {
    const auto [it, unknown] = trees_.try_emplace(commit);
    if (unknown) it->second = tree_of(repository_, commits_[commit].id).or_fail();
    return it->second;
  }

  const Repository& repository_;
  const std::vector<PastCommit>& commits_;
  const AllNames names_;
  const Marks of_head_;
  const Tree files_;  ///< of the last commit
  std::map<format::RecordName, Holders> holders_;
  std::unordered_map<std::string, std::size_t> numbers_;
  Steps steps_;
  std::vector<Tip> tips_;
  std::map<std::size_t, Tree> trees_;
  std::size_t not_merged_ = 0;
  std::map<std::tuple<std::size_t, std::string, std::string>, Lost> lost_;
};

}  // namespace

Losses find_lost(const Repository& repository, const std::filesystem::path& ledger) {
  const auto head = head_of(repository).or_fail();
  if (!head && repository.git.list({"rev-list", "--all", "--reflog", "--max-count=1"}, '\n').or_fail().empty())
    return {};
  if (!head)
    throw Failure{
        Exit::usage,
        msg("nothing is committed on this branch yet, though there are other commits: psp git branch -a lists "
            "the branches, psp git switch BRANCH goes to one")};
  const auto commits = read_past(repository);
  const auto at = std::find_if(commits.begin(), commits.end(), [&](const auto& c) { return c.id == *head; });
  if (at == commits.end()) return {};
  return LossSearch(repository, commits, static_cast<std::size_t>(at - commits.begin())).run(ledger);
}

}  // namespace psp::store
