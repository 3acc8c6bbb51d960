#include "format/merge/order.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace psp::format {
namespace {

using Slots = std::vector<std::size_t>;

/// What the records of one write, and no others, have in common: when it was recorded, and its first id. A write
/// without `recorded` comes after all others.
struct WriteOfSeveral {
  long long recorded = std::numeric_limits<long long>::max();
  std::string first_id = {};
  auto operator<=>(const WriteOfSeveral&) const = default;
};

template <class T>
const T* value_at(const ComparedBlock& part, std::string_view key) {
  const auto* item = part.block.content.find(key);
  const auto* value = item ? std::get_if<Value>(&item->node) : nullptr;
  return value ? std::get_if<T>(value) : nullptr;
}

class Ordering {
 public:
  explicit Ordering(const Aligned& aligned) : aligned_(aligned) {}

  std::optional<Slots> order() {
    const auto backbone = order_of_base();
    if (!backbone) return std::nullopt;
    for (std::size_t i = 0; i < backbone->size(); ++i) place_.try_emplace((*backbone)[i], i);
    std::array<std::map<std::size_t, Slots>, 3> added;
    for (const auto side : both_sides) added[side] = additions(side);

    Slots all;
    for (std::size_t i = 0; i <= backbone->size(); ++i) {
      const auto here = merged(added[in_ours][i], added[in_theirs][i]);
      all.insert(all.end(), here.begin(), here.end());
      if (i < backbone->size()) all.push_back((*backbone)[i]);
    }
    return all;
  }

 private:
  const Slot& slot(std::size_t i) const { return aligned_.slots[i]; }

  bool is_old(std::size_t i) const { return slot(i).part(in_base) && !slot(i).ambiguous; }

  /// Returns the slots of the base, in its order or in that which a side gave them; nothing if the sides disagree.
  std::optional<Slots> order_of_base() const {
    const auto& base = aligned_.order[in_base];
    std::map<std::size_t, std::size_t> place;
    for (std::size_t i = 0; i < base.size(); ++i) place[base[i]] = i;
    // Returns the places in the base of what a side has, in its order; with `common`, of what both sides have.
    const auto places_in = [&](Side side, bool common) {
      Slots found;
      for (const auto i : aligned_.order[side])
        if (is_old(i) && (!common || slot(i).part(other_side(side)))) found.push_back(place.at(i));
      return found;
    };
    const auto is_kept = [](const Slots& places) { return std::is_sorted(places.begin(), places.end()); };
    const auto ours = places_in(in_ours, false), theirs = places_in(in_theirs, false);
    if (is_kept(ours) && is_kept(theirs)) return base;
    if (is_kept(ours) || is_kept(theirs)) return order_as_in(is_kept(ours) ? in_theirs : in_ours);
    const auto our_common = places_in(in_ours, true), their_common = places_in(in_theirs, true);
    if (our_common == their_common) return order_as_in(ours < theirs ? in_ours : in_theirs);
    if (is_kept(our_common) || is_kept(their_common)) return order_as_in(is_kept(our_common) ? in_theirs : in_ours);
    return std::nullopt;
  }

  /// Returns the slots of the base in the order of a side; one that the side lacks stays behind what it stood behind.
  Slots order_as_in(Side side) const {
    const auto& base = aligned_.order[in_base];
    std::set<std::size_t> there;
    for (const auto i : aligned_.order[side])
      if (is_old(i)) there.insert(i);
    std::map<std::size_t, Slots> behind;
    auto last = base.front();  // the head, which every text has
    for (const auto i : base) {
      if (there.contains(i)) last = i;
      else behind[last].push_back(i);
    }
    Slots order;
    for (const auto i : aligned_.order[side]) {
      if (!is_old(i)) continue;
      order.push_back(i);
      order.insert(order.end(), behind[i].begin(), behind[i].end());
    }
    return order;
  }

  /// Returns what a side added, by the place in the base's order before which it goes; what it added at its end goes to
  /// the end, and what both added to the later of its two places.
  std::map<std::size_t, Slots> additions(Side side) const {
    const auto mine = places(side), others = places(other_side(side));
    std::map<std::size_t, Slots> found;
    for (const auto i : aligned_.order[side]) {
      const auto at = mine.find(i);
      if (at == mine.end()) continue;
      const auto other = others.find(i);
      found[other == others.end() ? at->second : std::max(at->second, other->second)].push_back(i);
    }
    return found;
  }

  std::map<std::size_t, std::size_t> places(Side side) const {
    std::map<std::size_t, std::size_t> found;
    const auto& order = aligned_.order[side];
    const auto end = std::find_if(order.rbegin(), order.rend(), [&](std::size_t i) { return is_old(i); });
    std::size_t behind = 0;
    for (auto at = order.begin(); at != order.end(); ++at) {
      if (is_old(*at)) behind = place_.at(*at) + 1;
      else found[*at] = at >= end.base() ? place_.size() : behind;
    }
    return found;
  }

  /// Merges two orders into one that keeps both. Where they leave the choice, or contradict each other, the records of
  /// a write stay together, and the earlier write goes first.
  Slots merged(const Slots& ours, const Slots& theirs) const {
    if (ours.empty() || theirs.empty()) return ours.empty() ? theirs : ours;
    const auto write = writes(ours, theirs);
    std::map<std::size_t, int> left;  // in how many of the two orders it is still to come
    for (const auto& order : {ours, theirs})
      for (const auto i : order) ++left[i];
    std::set<std::size_t> done;
    Slots out;
    auto a = ours.begin(), b = theirs.begin();
    const auto skip_done = [&](auto& at, const Slots& order) {
      while (at != order.end() && done.contains(*at)) ++at;
      return at != order.end();
    };
    for (;;) {
      const bool some_a = skip_done(a, ours), some_b = skip_done(b, theirs);
      if (!some_a && !some_b) return out;
      std::size_t next = 0;
      if (!some_a || !some_b) next = some_a ? *a : *b;
      else if (*a == *b) next = *a;
      else if (const bool waits = left[*a] > 1; waits != (left[*b] > 1)) next = waits ? *b : *a;
      else next = goes_first(*a, *b, write, out.empty() ? nullptr : &write.at(out.back())) ? *a : *b;
      done.insert(next);
      out.push_back(next);
    }
  }

  bool goes_first(std::size_t a, std::size_t b, const std::map<std::size_t, WriteOfSeveral>& write,
                  const WriteOfSeveral* last) const {
    const auto &wa = write.at(a), &wb = write.at(b);
    if (last && (wa == *last) != (wb == *last)) return wa == *last;
    const auto key = [&](std::size_t i) {
      const auto& p = slot(i).any();
      return std::tie(p.block.id, p.core, p.exact);
    };
    return wa != wb ? wa < wb : key(a) < key(b);
  }

  std::map<std::size_t, WriteOfSeveral> writes(const Slots& ours, const Slots& theirs) const {
    std::map<std::size_t, WriteOfSeveral> found;
    for (const auto side : both_sides)
      for (const auto& [i, write] : writes_of(side == in_ours ? ours : theirs, side))
        if (const auto [at, anew] = found.try_emplace(i, write); !anew) at->second = std::min(at->second, write);
    return found;
  }

  /// Returns the write of each slot of a side: neighbours with the same `by` and `recorded` are one write. A comment
  /// belongs to the write of what follows it, at the end to that before it.
  std::vector<std::pair<std::size_t, WriteOfSeveral>> writes_of(const Slots& slots, Side side) const {
    struct Run {
      const std::string* by = nullptr;
      const Moment* recorded = nullptr;
      WriteOfSeveral write = {};
      Slots members = {};
    };
    std::vector<Run> runs;
    Slots waiting;  // comments
    for (const auto i : slots) {
      const auto& part = *slot(i).part(side);
      if (part.block.what == BlockKind::comment) {
        waiting.push_back(i);
        continue;
      }
      const auto* by = value_at<std::string>(part, "by");
      const auto* recorded = value_at<Moment>(part, "recorded");
      const bool same = !runs.empty() && by && runs.back().by && *by == *runs.back().by && recorded &&
                        runs.back().recorded && *recorded == *runs.back().recorded;
      if (!same) {
        runs.push_back({by, recorded});
        if (recorded) runs.back().write = {instant(*recorded), part.block.id};
      }
      auto& members = runs.back().members;
      members.insert(members.end(), waiting.begin(), waiting.end());
      members.push_back(i);
      waiting.clear();
    }
    if (runs.empty()) runs.push_back({});
    runs.back().members.insert(runs.back().members.end(), waiting.begin(), waiting.end());

    std::vector<std::pair<std::size_t, WriteOfSeveral>> found;
    for (const auto& run : runs)
      for (const auto i : run.members) found.push_back({i, run.write});
    return found;
  }

  const Aligned& aligned_;
  std::map<std::size_t, std::size_t> place_;  ///< in the base's order
};

}  // namespace

std::optional<std::vector<std::size_t>> order_of(const Aligned& aligned) { return Ordering(aligned).order(); }

}  // namespace psp::format
