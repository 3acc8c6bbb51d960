#include "format/merge/slots.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "format/write.h"

namespace psp::format {
namespace {

std::string without_carriage_returns(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
  return out;
}

/// Returns the text without the empty lines at both ends, and with one line break at its end.
std::string core_of(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  const auto line = text.rfind('\n', first);
  const auto begin = line == std::string_view::npos ? 0 : line + 1;
  const auto last = text.find('\n', text.find_last_not_of(" \t\r\n"));
  return std::string(text.substr(begin, last == std::string_view::npos ? std::string_view::npos : last - begin)) + '\n';
}

bool is_nameless_record(const ComparedBlock& p) { return p.block.what == BlockKind::record && p.block.id.empty(); }
bool is_comment(const ComparedBlock& p) { return p.block.what == BlockKind::comment; }

std::string said(const Table& table, std::string_view but_for = {});

std::string said(const decltype(Item::node)& node) {
  if (const auto* value = std::get_if<Value>(&node)) return write_value(*value);
  if (const auto* other = std::get_if<Untaken>(&node)) return other->text;
  if (const auto* table = std::get_if<Table>(&node)) return said(*table);
  std::string out;
  for (const auto& table : std::get<std::vector<Table>>(node)) out += '[' + said(table) + ']';
  return out;
}

/// Returns a text that is equal for equal content, whatever the order of the keys.
std::string said(const Table& table, std::string_view but_for) {
  std::map<std::string, std::string> keys;
  for (const auto& item : table.items)
    if (item.key != but_for) keys[write_value(item.key)] = std::to_string(item.node.index()) + said(item.node);
  std::string out = "{";
  for (const auto& [key, value] : keys) out += key + '=' + value + ',';
  return out + '}';
}

class Aligner {
 public:
  Aligner(const Base& base, const std::vector<ComparedBlock>& ours, const std::vector<ComparedBlock>& theirs)
      : parts_{&base.parts, &ours, &theirs} {
    align_by_name(base.contested);
    align_by_text();
    for (const auto side : both_sides) find_given_ids(side);
    gather_ambiguous();
  }

  Aligned aligned() && {
    Aligned out;
    std::map<std::size_t, std::size_t> kept;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (std::all_of(slots_[i].of.begin(), slots_[i].of.end(), [](const auto& parts) { return parts.empty(); }))
        continue;
      kept[i] = out.slots.size();
      out.slots.push_back(std::move(slots_[i]));
    }
    for (const auto side : {in_base, in_ours, in_theirs}) {
      std::set<std::size_t> seen;
      for (const auto& p : *parts_[side]) {
        const auto slot = kept.at(slot_of_.at(&p));
        if (out.slots[slot].ambiguous && side != in_base) continue;
        if (seen.insert(slot).second) out.order[side].push_back(slot);
      }
    }
    return out;
  }

 private:
  void put(std::size_t slot, Side side, const ComparedBlock& part) {
    slots_[slot].of[side].push_back(&part);
    slot_of_[&part] = slot;
  }

  std::size_t put_anew(Side side, const ComparedBlock& part) {
    slots_.emplace_back();
    put(slots_.size() - 1, side, part);
    return slots_.size() - 1;
  }

  void align_by_name(const std::vector<Name>& contested) {
    std::map<Name, std::size_t> named;
    for (const auto side : {in_base, in_ours, in_theirs}) {
      for (const auto& p : *parts_[side]) {
        if (!has_name(p)) continue;
        const auto [at, anew] = named.try_emplace(name_of(p), slots_.size());
        if (anew) put_anew(side, p);
        else put(at->second, side, p);
      }
    }
    for (const auto& name : contested)
      if (const auto at = named.find(name); at != named.end()) slots_[at->second].contested = true;
  }

  void align_by_text() {
    for (const auto& p : *parts_[in_base])
      if (!has_name(p)) put_anew(in_base, p);
    for (const auto side : both_sides) pair(in_base, side);
    for (const auto& p : *parts_[in_ours])
      if (!has_name(p) && !slot_of_.contains(&p)) put_anew(in_ours, p);
    pair(in_ours, in_theirs);
    for (const auto& p : *parts_[in_theirs])
      if (!has_name(p) && !slot_of_.contains(&p)) put_anew(in_theirs, p);
  }

  /// Pairs what has no name and is equal in two texts: first what stands above, or below, the same named block, for
  /// the same comment may stand in many places. New records without an id are never the same.
  void pair(Side from, Side to) {
    using Key = std::tuple<std::string, std::string, std::string>;
    enum Neighbour { above, below, any };
    for (const auto neighbour : {above, below, any}) {
      const auto keys = [&](Side side) {
        std::vector<std::pair<Key, const ComparedBlock*>> found;
        std::string near;
        const auto look = [&](const ComparedBlock& p) {
          if (has_name(p)) near = neighbour == any ? "" : p.block.kind + ' ' + p.block.id;
          else if (from == in_base || is_comment(p)) found.push_back({{p.block.kind, p.core, near}, &p});
        };
        const auto& parts = *parts_[side];
        if (neighbour == above) std::for_each(parts.rbegin(), parts.rend(), look);
        else std::for_each(parts.begin(), parts.end(), look);
        if (neighbour == above) std::reverse(found.begin(), found.end());
        return found;
      };
      std::map<Key, std::vector<std::size_t>> open;  // the slots, the last first
      for (const auto& [key, part] : keys(from)) {
        const auto& slot = slots_[slot_of_.at(part)];
        if (slot.of[to].empty() && (from == in_base || slot.of[in_base].empty()))
          open[key].push_back(slot_of_.at(part));
      }
      for (auto& [key, places] : open) std::reverse(places.begin(), places.end());
      for (const auto& [key, part] : keys(to)) {
        const auto at = open.find(key);
        if (slot_of_.contains(part) || at == open.end() || at->second.empty()) continue;
        put(at->second.back(), to, *part);
        at->second.pop_back();
      }
    }
    put_pairs_in_order(from, to);
  }

  /// Pairs equal ones again so that the first goes with the first; else they would seem to have changed their order.
  void put_pairs_in_order(Side from, Side to) {
    struct Equal {
      std::vector<std::size_t> slots = {};
      std::vector<const ComparedBlock*> parts = {};
    };
    std::map<std::pair<std::string, std::string>, Equal> found;
    const auto paired = [&](const ComparedBlock& p) -> const Slot* {
      const auto at = slot_of_.find(&p);
      if (has_name(p) || at == slot_of_.end()) return nullptr;
      const auto& slot = slots_[at->second];
      return slot.part(from) && slot.part(to) && (from == in_base || !slot.part(in_base)) ? &slot : nullptr;
    };
    for (const auto& p : *parts_[from])
      if (paired(p)) found[{p.block.kind, p.core}].slots.push_back(slot_of_.at(&p));
    for (const auto& p : *parts_[to])
      if (paired(p)) found[{p.block.kind, p.core}].parts.push_back(&p);
    for (const auto& [text, equal] : found) {
      for (std::size_t i = 0; i < equal.slots.size(); ++i) {
        slots_[equal.slots[i]].of[to].clear();
        put(equal.slots[i], to, *equal.parts[i]);
      }
    }
  }

  /// Pairs a record of the base without an id, which a side lacks, with a new one there that says the same with an id.
  void find_given_ids(Side side) {
    if (std::none_of(slots_.begin(), slots_.end(), [&](const Slot& slot) { return is_gone_and_nameless(slot, side); }))
      return;
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> candidates;
    for (auto i = slots_.size(); i-- > 0;) {
      const auto& slot = slots_[i];
      const auto* p = slot.part(side);
      if (p && !p->block.id.empty() && slot.of[in_base].empty() && !slot.contested)
        candidates[{p->block.kind, said(p->block.content, "id")}].push_back(i);
    }
    for (auto& slot : slots_) {
      if (!is_gone_and_nameless(slot, side)) continue;
      const auto* old = slot.part(in_base);
      const auto at = candidates.find({old->block.kind, said(old->block.content)});
      if (at == candidates.end() || at->second.empty()) continue;
      auto& given = slots_[at->second.back()];
      const auto there = other_side(side);
      if (given.part(there) && slot.part(there)) continue;
      at->second.pop_back();
      for (const auto s : {side, there}) {
        for (const auto* p : given.of[s]) put(static_cast<std::size_t>(&slot - slots_.data()), s, *p);
        given.of[s].clear();
      }
    }
  }

  static bool is_gone_and_nameless(const Slot& slot, Side side) {
    return slot.part(in_base) && is_nameless_record(*slot.part(in_base)) && !slot.part(side);
  }

  bool is_new(const ComparedBlock& p) const {
    return is_nameless_record(p) && slots_[slot_of_.at(&p)].of[in_base].empty();
  }

  /// Returns true if there are several equal records without an id, and a side lacks this one.
  static bool is_short(const Slot& slot,
                       const std::map<std::pair<std::string, std::string>, std::array<int, 3>>& equal) {
    const auto& n = equal.at({slot.part(in_base)->block.kind, slot.part(in_base)->core});
    return *std::max_element(n.begin(), n.end()) > 1 && (!slot.part(in_ours) || !slot.part(in_theirs));
  }

  /// Returns true if a side lacks the record, the other side does not have it as it was, and it may have become one of
  /// the new ones.
  static bool is_lost(const Slot& slot, const std::array<bool, 3>& has_new) {
    for (const auto side : both_sides) {
      if (slot.part(side)) continue;
      const auto* there = slot.part(other_side(side));
      if (there && there->core == slot.part(in_base)->core) continue;
      if (has_new[side] || (!there && has_new[other_side(side)])) return true;
    }
    return false;
  }

  void gather_ambiguous() {
    std::map<std::pair<std::string, std::string>, std::array<int, 3>> equal;
    std::map<std::string, std::array<bool, 3>> has_new;
    for (const auto side : {in_base, in_ours, in_theirs}) {
      for (const auto& p : *parts_[side]) {
        if (!is_nameless_record(p)) continue;
        ++equal[{p.block.kind, p.core}][side];
        if (is_new(p)) has_new[p.block.kind][side] = true;
      }
    }

    std::map<std::string, std::vector<std::size_t>> by_kind;
    std::set<std::pair<std::string, std::string>> shortened;
    for (const auto& slot : slots_)
      if (const auto* p = slot.part(in_base); p && is_nameless_record(*p) && is_short(slot, equal))
        shortened.insert({p->block.kind, p->core});
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      const auto* p = slots_[i].part(in_base);
      if (!p || !is_nameless_record(*p)) continue;
      if (shortened.contains({p->block.kind, p->core}) || is_lost(slots_[i], has_new[p->block.kind]))
        by_kind[p->block.kind].push_back(i);
    }
    for (const auto& [kind, slots] : by_kind) gather(kind, slots);
  }

  /// Puts these slots, and all new records of the kind that have no id, into the first of them.
  void gather(const std::string& kind, const std::vector<std::size_t>& slots) {
    const std::set<std::size_t> members(slots.begin(), slots.end());
    std::array<std::vector<const ComparedBlock*>, 3> all;
    for (const auto side : {in_base, in_ours, in_theirs})
      for (const auto& p : *parts_[side])
        if (members.contains(slot_of_.at(&p)) || (is_new(p) && p.block.kind == kind)) all[side].push_back(&p);
    for (const auto& parts : all)
      for (const auto* p : parts) slots_[slot_of_.at(p)].of = {};
    slots_[slots.front()] = {{}, false, true};
    for (const auto side : {in_base, in_ours, in_theirs})
      for (const auto* p : all[side]) put(slots.front(), side, *p);
  }

  std::array<const std::vector<ComparedBlock>*, 3> parts_;
  std::vector<Slot> slots_;
  std::map<const ComparedBlock*, std::size_t> slot_of_;
};

}  // namespace

bool has_name(const ComparedBlock& p) { return !is_nameless_record(p) && !is_comment(p); }

Name name_of(const ComparedBlock& p) { return {p.block.what, p.block.kind, p.block.id}; }

std::vector<ComparedBlock> parts_of(std::vector<Block> blocks) {
  std::vector<ComparedBlock> parts;
  for (auto& b : blocks) {
    auto exact = without_carriage_returns(b.text);
    auto core = core_of(exact);
    parts.push_back({std::move(b), std::move(exact), std::move(core)});
  }
  return parts;
}

Aligned align(const Base& base, const std::vector<ComparedBlock>& ours, const std::vector<ComparedBlock>& theirs) {
  return Aligner(base, ours, theirs).aligned();
}

}  // namespace psp::format
