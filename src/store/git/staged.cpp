#include "store/git/staged.h"

#include <algorithm>
#include <optional>
#include <set>

#include "store/disk/file.h"

namespace psp::store {
namespace {

/// Returns the case files of one state whose text `other` has not in the same place.
std::vector<std::string> objects_that_differ(const Tree& tree, const Tree& other) {
  std::vector<std::string> objects;
  for (const auto& [path, object] : tree) {
    if (!is_case_file(path)) continue;
    const auto same = other.find(path);
    if (same == other.end() || same->second != object) objects.push_back(object);
  }
  return objects;
}

format::RecordNames names_of(const std::vector<std::string>& objects, Objects& texts) {
  texts.load(objects);
  format::RecordNames names;
  for (const auto& object : objects) {
    const auto& some = texts.names(object);
    names.insert(some.begin(), some.end());
  }
  return names;
}

format::RecordNames all_names(const Tree& tree, Objects& texts) {
  return names_of(objects_that_differ(tree, {}), texts);
}

/// What the sides of a merge had in common, and which of them have it still: read only where something is missing.
class Merge {
 public:
  Merge(const Repository& repository, const Staged& staged, Objects& texts)
      : repository_(repository), staged_(staged), texts_(texts) {}

  /// Returns true if a side had the record once, as the others did, and took it out.
  bool taken_out(const format::RecordName& name) {
    if (staged_.parents.size() < 2) return false;
    if (sides_.empty()) read();
    return bases_.contains(name) && std::any_of(sides_.begin(), sides_.end(),
                                                [&](const format::RecordNames& side) { return !side.contains(name); });
  }

 private:
  void read() {
    for (const auto& parent : staged_.parents) sides_.push_back(all_names(parent.files, texts_));
    for (std::size_t i = 1; i < staged_.parents.size(); ++i)
      for (const auto& base :
           cut(repository_.git.line({"merge-base", "--all", staged_.parents[0].commit, staged_.parents[i].commit})
                   .or_fail()
                   .value_or(""),
               '\n'))
        bases_.merge(all_names(tree_of(repository_, base).or_fail(), texts_));
  }

  const Repository& repository_;
  const Staged& staged_;
  Objects& texts_;
  std::vector<format::RecordNames> sides_;
  format::RecordNames bases_;
};

/// What the index has: first what differs from a parent is looked through, then, text by text, all of it.
class StillThere {
 public:
  StillThere(const Staged& staged, const TreeState& parent, Objects& texts)
      : staged_(staged), texts_(texts), near_(names_of(objects_that_differ(staged.index.files, parent.files), texts)) {}

  bool contains(const format::RecordName& name) {
    if (near_.contains(name)) return true;
    if (all_.empty()) {
      all_ = objects_that_differ(staged_.index.files, {});
      texts_.load(all_);
    }
    return std::any_of(all_.begin(), all_.end(), [&](const auto& object) { return holds(object, name); });
  }

 private:
  /// Returns true if the text holds the record. Only texts that have the id at all are parsed.
  bool holds(const std::string& object, const format::RecordName& name) {
    const auto& text = texts_.text(object);
    if (name.kind == opening) return opening_in(text) == name;
    if (text.find(name.id) == std::string::npos) return false;
    const auto& names = texts_.names(object);
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  const Staged& staged_;
  Objects& texts_;
  const format::RecordNames near_;
  std::vector<std::string> all_;  ///< the objects
};

/// Returns what the parent has in one file and the index nowhere; nothing if that is no loss.
std::optional<StagedLoss> loss_in(const Staged& staged, std::size_t parent, const std::string& file, Objects& texts,
                                  StillThere& kept, Merge& merge) {
  const auto& object = staged.parents[parent].files.at(file);
  const auto now = staged.index.files.find(file);
  StagedLoss loss{parent, file, now == staged.index.files.end(), false, {}};
  bool opening_lost = false;
  const auto& had = texts.names(object);
  for (const auto& name : had) {
    if (name.kind == opening && !loss.file_gone) continue;
    if (kept.contains(name) || merge.taken_out(name)) continue;
    if (name.kind == opening) opening_lost = true;
    else loss.records.push_back(name);
  }
  if (loss.records.empty() && !opening_lost) return std::nullopt;
  if (!loss.file_gone)
    for (const auto& name : texts.names(now->second))
      loss.adds = loss.adds || std::find(had.begin(), had.end(), name) == had.end();
  return loss;
}

}  // namespace

std::vector<std::string> being_merged(const Repository& repository, const std::vector<std::string>& environment) {
  std::vector<std::string> commits;
  const auto heads = read_named_file(repository.git_dir / "MERGE_HEAD", "MERGE_HEAD");
  if (heads) commits = cut(*heads, '\n');
  constexpr std::string_view mark = "GITHEAD_";
  for (const auto& entry : environment)
    if (entry.starts_with(mark) && !heads)
      if (auto commit = commit_named(repository, entry.substr(mark.size(), entry.find('=') - mark.size())).or_fail())
        commits.push_back(std::move(*commit));
  return commits;
}

Staged staged(const Repository& repository, const std::vector<std::string>& being_merged) {
  Staged all{index_of(repository).or_fail(), {}};
  if (const auto head = head_of(repository).or_fail())
    all.parents.push_back({*head, tree_of(repository, *head).or_fail()});
  for (const auto& commit : being_merged) all.parents.push_back({commit, tree_of(repository, commit).or_fail()});
  return all;
}

std::vector<std::string> changed_files(const Staged& staged) {
  std::vector<std::string> files;
  for (const auto& [path, object] : staged.index.files) {
    const bool same = std::all_of(staged.parents.begin(), staged.parents.end(), [&, &p = path, &o = object](auto& s) {
      const auto there = s.files.find(p);
      return there != s.files.end() && there->second == o;
    });
    if (!same || staged.parents.empty()) files.push_back(path);
  }
  return files;
}

std::vector<StagedLoss> staged_losses(const Repository& repository, const Staged& staged, Objects& texts) {
  std::vector<StagedLoss> all;
  Merge merge(repository, staged, texts);
  for (std::size_t i = 0; i < staged.parents.size(); ++i) {
    const auto& parent = staged.parents[i];
    StillThere kept(staged, parent, texts);
    texts.load(objects_that_differ(parent.files, staged.index.files));
    for (const auto& [path, object] : parent.files) {
      const auto now = staged.index.files.find(path);
      if (!is_case_file(path) || (now != staged.index.files.end() && now->second == object)) continue;
      if (staged.index.unmerged.contains(path)) continue;
      if (auto loss = loss_in(staged, i, path, texts, kept, merge)) all.push_back(std::move(*loss));
    }
  }
  return all;
}

}  // namespace psp::store
