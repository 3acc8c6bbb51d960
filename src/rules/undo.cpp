#include "rules/undo.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "rules/chronology.h"

namespace psp::rules {
namespace {

/// Returns true for a strike that is part of a write to several cases, as when a record goes to another case: undo
/// takes it back with the rest of that write.
bool can_be_taken_back(const Record& r) {
  const auto* strike = r.as<Void>();
  return strike && !r.write.empty() && strike->reason != undo_reason && strike->entry.id != "case";
}

/// Finds for each record that undo wrote the one that it brings back, through any number of undone corrections.
class Origins {
 public:
  explicit Origins(const Case& c) : index_(c) {
    for (const auto& r : c.records)
      if (can_be_taken_back(r)) strikes_.emplace(r.as<Void>()->entry.id, &r);
    for (const auto& r : c.records)
      if (r.correction == undo_reason) origins_.emplace(&r, brought_back(r));
  }
  const Record* of(const Record* r) const {
    const auto it = origins_.find(r);
    return it == origins_.end() ? r : it->second;
  }

  /// Returns true for a correction or a strike that undo has taken back, whatever became of the record afterwards.
  bool undone(const Record* r) const { return undone_.contains(r); }

  /// Returns the record that undo took back by this one; null if it took back none.
  const Record* taken_back_by(const Record& r) const {
    const auto* strike = r.as<Void>();
    if (strike && strike->reason == undo_reason) return of(index_.find(strike->entry.id));
    if (r.correction != undo_reason) return nullptr;
    const auto* taken_back = strike_of(r.replaces.id);
    return taken_back ? taken_back : of(index_.find(r.replaces.id));
  }

 private:
  const Record* strike_of(std::string_view id) const {
    const auto it = strikes_.find(id);
    return it == strikes_.end() ? nullptr : it->second;
  }

  /// Returns the record that `r` brings back: `r` has the reason of undo, and replaces a record that was struck to go
  /// to another case, or replaces a correction and says what this had corrected. Returns `r` itself if it is none of
  /// undo's.
  const Record* brought_back(const Record& r) {
    const auto* displaced = index_.find(r.replaces.id);
    if (const auto* strike = displaced ? strike_of(displaced->id) : nullptr) {
      undone_.insert(strike);
      return of(displaced);
    }
    const auto* correction = displaced ? of(displaced) : nullptr;
    const auto* before = correction ? index_.find(correction->replaces.id) : nullptr;
    if (!before || !content_of(*before).same_as(content_of(r))) return &r;
    undone_.insert(correction);
    return of(before);
  }

  const RecordIndex index_;
  std::unordered_map<std::string_view, const Record*> strikes_;  // by what they strike
  std::map<const Record*, const Record*> origins_;
  std::set<const Record*> undone_;
};

std::vector<Stake> stakes_of(const History& history, std::string_view by) {
  const Origins origins(history.of());
  std::vector<Stake> stakes;
  if (history.struck_whole()) return stakes;
  for (const auto& r : history.of().records) {
    if (r.by != by || !r.recorded || origins.undone(&r)) continue;
    if (can_be_taken_back(r)) stakes.push_back({&r, &r, false});
    if (r.as<Void>() || origins.of(&r) != &r) continue;
    const auto* now = history.resolve(r.id);
    if (now && stands_in_file(*now, history)) stakes.push_back({&r, now, origins.of(now) != &r});
  }
  return stakes;
}

}  // namespace

bool Write::operator==(const Write& other) const {
  return by == other.by && instant(recorded) == instant(other.recorded) && write == other.write;
}

std::vector<WriteInCase> standing_writes(const History& whole, std::string_view by) {
  std::vector<WriteInCase> writes;
  const auto& header = whole.of().header;
  if (!whole.there()) return writes;
  if (header.by == by && header.recorded) writes.push_back({{header.by, *header.recorded, {}}, true, {}});
  std::map<std::pair<long long, std::string_view>, WriteInCase> by_moment;
  for (const auto& stake : stakes_of(whole, by)) {
    const auto& r = *stake.written;
    auto& of_it = by_moment[{instant(*r.recorded), r.write}];
    of_it.write = {r.by, *r.recorded, r.write};
    of_it.opening = false;
    of_it.stakes.push_back(stake);
  }
  for (auto& [moment, write] : by_moment) writes.push_back(std::move(write));
  const auto place = [](const WriteInCase& w) {
    return std::tuple(instant(w.write.recorded), w.opening ? nullptr : w.stakes.back().written);
  };
  std::sort(writes.begin(), writes.end(),
            [&](const WriteInCase& a, const WriteInCase& b) { return place(a) < place(b); });
  return writes;
}

std::optional<Write> last_write(const Case& c, std::string_view by) {
  auto writes = standing_writes(whole_history(c), by);
  return writes.empty() ? std::nullopt : std::optional(std::move(writes.back().write));
}

const Record* before_it(const Record& r, const History& history) {
  return history.find(can_be_taken_back(r) ? r.as<Void>()->entry.id : r.replaces.id);
}

namespace {

/// Returns the command that made a write to several cases; "" for a write to one.
std::string_view command_for_several(const std::vector<const Record*>& written) {
  std::string_view command;
  std::set<Date> days_of_transfers;
  for (const auto* r : written) {
    if (r->write.empty()) continue;
    if (r->as<Void>()) return r->kind().command_for_several;  // whatever the records are that went elsewhere
    if (const auto* t = r->as<Transfer>()) days_of_transfers.insert(*t->date);
    if (command.empty()) command = r->kind().command_for_several;
  }
  // Cases that go to somebody and come back.
  return days_of_transfers.size() > 1 ? find_record_kind("attendance")->command_for_several : command;
}

}  // namespace

std::string_view command_of(const std::vector<const Record*>& written) {
  if (written.empty()) return "open";
  if (const auto command = command_for_several(written); !command.empty()) return command;
  for (const auto* r : written)
    if (r->as<Closure>()) return r->kind().command;  // with the sessions that it calls off
  const auto has = [&](std::string_view id) {
    return std::any_of(written.begin(), written.end(), [&](const Record* r) { return r->id == id; });
  };
  for (const auto* r : written) {
    if (!r->replaces.id.empty()) return "amend";
    // What became of an earlier session, with the one that takes its place.
    if (const auto* a = r->as<Attendance>(); a && !has(a->session.id)) return r->kind().command;
  }
  return written.front()->kind().command;
}

Undoing undoing(const Case& c, const Write& write) {
  Undoing all;
  const auto history = whole_history(c);
  std::vector<const Record*> struck;
  std::set<const Record*> taken;
  for (const auto& of_write : standing_writes(history, write.by)) {
    if (of_write.opening || !(of_write.write == write)) continue;
    for (const auto& stake : of_write.stakes) {
      if (stake.corrected) {
        all.corrected_since.push_back(stake.now);
        continue;
      }
      all.records.push_back({stake.now, before_it(*stake.written, history), stake.written});
      taken.insert(stake.now);
      if (!all.records.back().before) struck.push_back(stake.now);
    }
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
  back.replaces.id = taken.record->as<Void>() ? taken.before->id : taken.record->id;
  back.correction = undo_reason;
  return back;
}

std::vector<Undone> undone_by(const History& whole, std::string_view by) {
  std::vector<Undone> all;
  const Origins origins(whole.of());
  for (const auto& r : whole.of().records) {
    if (r.by != by || !r.recorded) continue;
    const auto* strike = r.as<Void>();
    const bool opening = strike && strike->reason == undo_reason && strike->entry.id == "case";
    const auto* taken = origins.taken_back_by(r);
    const auto& of = opening ? whole.of().header.recorded : taken ? taken->recorded : std::nullopt;
    if (of) all.push_back({*r.recorded, *of});
  }
  return all;
}

const Record* last_strike(const Case& c, std::string_view by) {
  const Record* last = nullptr;
  for (const auto& r : c.records) {
    const auto* strike = r.as<Void>();
    if (!strike || r.by != by || !r.recorded || strike->reason == undo_reason || can_be_taken_back(r)) continue;
    if (!last || instant(*r.recorded) >= instant(*last->recorded)) last = &r;
  }
  return last;
}

std::vector<const Record*> referring_to(const Case& c, const std::vector<const Record*>& struck) {
  const auto history = whole_history(c);
  const std::set<const Record*> all_struck(struck.begin(), struck.end());
  const auto refers = [&](const Record& r) {
    const auto ids = references_in(r.body);
    return std::any_of(ids.begin(), ids.end(),
                       [&](const auto& id) { return all_struck.contains(history.resolve(id)); });
  };
  std::vector<const Record*> found;
  for (const auto& r : c.records)
    if (!r.as<Void>() && stands_in_file(r, history) && !all_struck.contains(&r) && refers(r)) found.push_back(&r);
  return found;
}

}  // namespace psp::rules
