#include "rules/undo.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules/chronology.h"
#include "rules/history.h"

namespace psp::rules {
namespace {

/// Finds for each record that undo wrote the one that it brings back, through any number of undone corrections.
class Origins {
 public:
  explicit Origins(const Case& c) : index_(c) {
    for (const auto& r : c.records) origins_.emplace(&r, brought_back(r));
  }
  const Record* of(const Record* r) const {
    const auto it = origins_.find(r);
    return it == origins_.end() ? r : it->second;
  }

  /// Returns true for a correction that undo has taken back, whatever became of the record afterwards.
  bool undone(const Record* r) const { return undone_.contains(r); }

 private:
  /// Returns the record that `r` brings back: `r` has the reason of undo, replaces a correction, and says what this had
  /// corrected. Returns `r` itself if it is none of undo's.
  const Record* brought_back(const Record& r) {
    if (r.correction != undo_reason) return &r;
    const auto* displaced = index_.find(r.replaces.id);
    const auto* correction = displaced ? of(displaced) : nullptr;
    const auto* before = correction ? index_.find(correction->replaces.id) : nullptr;
    if (!before || !content_of(*before).same_as(content_of(r))) return &r;
    undone_.insert(correction);
    return of(before);
  }

  const RecordIndex index_;
  std::map<const Record*, const Record*> origins_;
  std::set<const Record*> undone_;
};

/// A record that the worker wrote, and what stands now: itself, a record that brings it back, or a correction.
struct Stake {
  const Record *written, *now;
  bool corrected;
};

std::vector<Stake> stakes_of(const Case& c, std::string_view by) {
  const auto history = whole_history(c);
  const Origins origins(c);
  std::vector<Stake> stakes;
  if (history.struck_whole()) return stakes;
  for (const auto& r : c.records) {
    if (r.by != by || !r.recorded || r.as<Void>() || origins.of(&r) != &r) continue;
    const auto* now = history.resolve(r.id);
    if (!now || !stands_in_file(*now, history) || origins.undone(&r)) continue;
    stakes.push_back({&r, now, origins.of(now) != &r});
  }
  return stakes;
}

Write write_of(const Record& r) { return {r.by, *r.recorded, r.write}; }

}  // namespace

bool Write::operator==(const Write& other) const {
  return by == other.by && instant(recorded) == instant(other.recorded) && write == other.write;
}

std::optional<Write> last_write(const Case& c, std::string_view by) {
  std::optional<Write> last;
  const auto& header = c.header;
  if (!whole_history(c).there()) return last;
  if (header.by == by && header.recorded) last = Write{header.by, *header.recorded, {}};
  for (const auto& stake : stakes_of(c, by))
    if (!last || instant(*stake.written->recorded) >= instant(last->recorded)) last = write_of(*stake.written);
  return last;
}

Undoing undoing(const Case& c, const Write& write) {
  Undoing all;
  const RecordIndex index(c);
  std::vector<const Record*> struck;
  std::set<const Record*> taken;
  for (const auto& stake : stakes_of(c, write.by)) {
    if (!(write_of(*stake.written) == write)) continue;
    if (stake.corrected) {
      all.corrected_since.push_back(stake.now);
      continue;
    }
    all.records.push_back({stake.now, index.find(stake.written->replaces.id)});
    taken.insert(stake.now);
    if (!all.records.back().before) struck.push_back(stake.now);
  }
  all.lost = referring_to(c, struck);
  std::erase_if(all.corrected_since, [&](const Record* now) { return taken.contains(now); });
  return all;
}

Record record_that_undoes(const TakenBack& taken) {
  if (!taken.before) {
    Record strike;
    strike.body = Void{{taken.record->id}, std::string(undo_reason)};
    return strike;
  }
  auto back = content_of(*taken.before);
  back.replaces.id = taken.record->id;
  back.correction = undo_reason;
  return back;
}

std::vector<const Record*> referring_to(const Case& c, const std::vector<const Record*>& struck) {
  const auto history = whole_history(c);
  const std::set<const Record*> all_struck(struck.begin(), struck.end());
  const auto is_struck = [&](const Record* r) { return all_struck.contains(r); };
  const auto refers = [&](const Record& r) {
    for (const auto& [row, value] : set_fields(r.body)) {
      Texts ids;
      if (row.type == Type::reference) ids = {std::get<std::string>(value)};
      if (row.type == Type::references) ids = std::get<Texts>(value);
      if (std::any_of(ids.begin(), ids.end(), [&](const auto& id) {
            const auto* meant = history.resolve(id);
            return meant && is_struck(meant);
          }))
        return true;
    }
    return false;
  };
  std::vector<const Record*> found;
  for (const auto& r : c.records)
    if (!r.as<Void>() && stands_in_file(r, history) && !is_struck(&r) && refers(r)) found.push_back(&r);
  return found;
}

}  // namespace psp::rules
