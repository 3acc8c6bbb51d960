#include "format/revision.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "format/markers.h"

namespace psp::format {
namespace {

struct RecordText {
  RecordName name;
  Table content;
  std::optional<std::size_t> other = {};  ///< its place in the other text
};

struct Sides {
  Table header, intake;
  std::vector<RecordText> records;
};

bool is_own(std::string_view key) { return key.starts_with("x-"); }

std::string id_of(const Table& table) {
  const auto* item = table.find("id");
  const auto* value = item ? std::get_if<Value>(&item->node) : nullptr;
  const auto* text = value ? std::get_if<std::string>(value) : nullptr;
  return text ? *text : "";
}

/// Returns what a text says; nothing if it is no TOML.
std::optional<Sides> read(std::string_view text) {
  std::vector<Diagnostic> wrong;
  auto top = read_toml(text, {}, wrong);
  if (has_errors(wrong)) return std::nullopt;
  Sides sides;
  for (auto& item : top.items) {
    auto* tables = std::get_if<std::vector<Table>>(&item.node);
    auto* table = std::get_if<Table>(&item.node);
    if (tables && !is_own(item.key)) {
      for (auto& t : *tables) sides.records.push_back({{item.key, id_of(t)}, std::move(t)});
    } else if (table && item.key == "intake") {
      sides.intake = std::move(*table);
    } else {
      sides.header.items.push_back(std::move(item));
    }
  }
  std::stable_sort(sides.records.begin(), sides.records.end(),
                   [](const RecordText& a, const RecordText& b) { return a.content.line < b.content.line; });
  return sides;
}

bool same_value(const Item* a, const Item* b) { return a && b && same_content(Table{1, 1, {*a}}, Table{1, 1, {*b}}); }

std::vector<std::string> changed_keys(const Table& before, const Table& after) {
  std::vector<std::string> keys;
  std::map<std::string_view, const Item*> gone;
  for (const auto& item : before.items) gone.emplace(item.key, &item);
  for (const auto& item : after.items) {
    const auto was = gone.find(item.key);
    if (!same_value(was == gone.end() ? nullptr : was->second, &item)) keys.push_back(item.key);
    if (was != gone.end()) gone.erase(was);
  }
  for (const auto& item : before.items)
    if (gone.contains(item.key)) keys.push_back(item.key);
  return keys;
}

Table without_id(const Table& table) {
  Table rest = table;
  std::erase_if(rest.items, [](const Item& item) { return item.key == "id"; });
  return rest;
}

/// Pairs the records of two texts that are the same one.
class Pairing {
 public:
  Pairing(std::vector<RecordText>& before, std::vector<RecordText>& after) : before_(before), after_(after) {
    for (std::size_t i = 0; i < before.size(); ++i) ++times_[before[i].name];
    for (std::size_t i = 0; i < after.size(); ++i) by_name_[after[i].name].push_back(i);
    pair([](const RecordText& a, const RecordText& b) { return same_content(a.content, b.content); });
    pair([](const RecordText&, const RecordText&) { return true; });
    pair_renamed();
  }

  /// Returns true for a record that stood twice, and once of it is still there.
  bool is_double(const RecordText& e) const {
    return times_.at(e.name) > 1 && std::any_of(before_.begin(), before_.end(), [&](const RecordText& twin) {
             return twin.other && twin.name == e.name && same_content(twin.content, e.content);
           });
  }

 private:
  template <class Same>
  void pair(Same&& same) {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const auto found = by_name_.find(before_[i].name);
      if (before_[i].other || found == by_name_.end()) continue;
      for (const auto k : found->second)
        if (!before_[i].other && !after_[k].other && same(before_[i], after_[k])) join(i, k);
    }
  }

  /// Pairs a record whose id was missing or stood twice with an equal one that has an id of its own.
  void pair_renamed() {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const auto& old = before_[i];
      if (old.other || (!old.name.id.empty() && times_.at(old.name) == 1)) continue;
      for (std::size_t k = 0; k < after_.size() && !before_[i].other; ++k)
        if (!after_[k].other && after_[k].name.kind == old.name.kind &&
            same_content(without_id(old.content), without_id(after_[k].content)))
          join(i, k);
    }
  }

  void join(std::size_t i, std::size_t k) {
    before_[i].other = k;
    after_[k].other = i;
  }

  std::vector<RecordText>&before_, &after_;
  std::map<RecordName, int> times_;
  std::map<RecordName, std::vector<std::size_t>> by_name_;
};

void compare_records(std::vector<RecordText>& before, std::vector<RecordText>& after, Revision& revision) {
  const Pairing pairing(before, after);
  int line = 1;
  std::size_t last = 0;
  for (const auto& b : before) {
    if (b.other) {
      line = after[*b.other].content.line;
      revision.reordered = revision.reordered || *b.other < last;
      last = std::max(last, *b.other);
    } else if (!pairing.is_double(b)) {
      revision.gone.push_back({b.name, line});
    }
  }
  for (const auto& a : after) {
    if (!a.other) revision.added.push_back(a.name);
    else if (!same_content(before[*a.other].content, a.content)) revision.changed.push_back(a.name);
  }
}

/// Returns true if a record stands on one side only of conflict markers: nobody can tell whether it was to be kept.
bool disputed(std::string_view text, const RecordName& name) {
  const auto has = [&](KeptSide kept) {
    const auto names = records_in(resolved(text, kept));
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return has(KeptSide::ours) != has(KeptSide::theirs);
}

/// Compares the records that the lines of the texts show, where one of the texts is no TOML.
Revision compare_by_looks(std::string_view before, std::string_view after) {
  const auto old = records_in(before), now = records_in(after);
  const std::set<RecordName> was(old.begin(), old.end()), is(now.begin(), now.end());
  Revision revision;
  revision.both_are_toml = false;
  for (const auto& name : was) {
    if (is.contains(name)) continue;
    if (disputed(before, name)) revision.dropped.push_back(name);
    else revision.gone.push_back({name});
  }
  for (const auto& name : is)
    if (!was.contains(name)) revision.added.push_back(name);
  return revision;
}

}  // namespace

Revision compare(std::string_view before, std::string_view after) {
  auto old = read(before), now = read(after);
  if (!old || !now) return compare_by_looks(before, after);
  Revision revision;
  revision.header = changed_keys(old->header, now->header);
  revision.intake = changed_keys(old->intake, now->intake);
  compare_records(old->records, now->records, revision);
  return revision;
}

}  // namespace psp::format
