#include "format/merge/merge.h"

#include <algorithm>
#include <array>
#include <map>

#include "format/markers.h"
#include "format/merge/base.h"
#include "format/merge/order.h"
#include "format/merge/text.h"
#include "format/parse.h"
#include "format/person.h"
#include "model/text.h"

namespace psp::format {
namespace {

std::string_view without_mark(std::string_view text) {
  return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

/// Returns the message with the side that it is about named in front.
Message named(Side side, const Message& message) {
  switch (side) {
    case in_ours: return msg("ours: {}", message);
    case in_theirs: return msg("theirs: {}", message);
    default: return msg("the common version: {}", message);
  }
}

/// Gathers the reasons for which nothing is merged.
struct Complaints {
  std::string file;
  std::vector<Diagnostic> why = {};

  void add(Side side, int line, const Message& message) {
    why.push_back({Severity::error, file, line, 1, named(side, message)});
  }
  void add(Side side, std::vector<Diagnostic> diagnostics) {
    for (auto& d : diagnostics) {
      d.message = named(side, d.message);
      why.push_back(std::move(d));
    }
  }
};

/// Returns true if the blocks hold no key and no record, but comments at most.
bool says_nothing(const std::vector<ComparedBlock>& parts) {
  return std::all_of(parts.begin(), parts.end(), [](const ComparedBlock& p) {
    return p.block.what == BlockKind::comment || (p.block.what == BlockKind::head && p.block.content.items.empty());
  });
}

/// Complains of a text that is encrypted or has a NUL byte.
void refuse_bytes(Side side, std::string_view text, Complaints& complaints) {
  if (is_ciphertext(text))
    complaints.add(side, 1,
                   msg("the file is encrypted by git-crypt: unlock it and merge what it holds, as psp-case(5) shows "
                       "under MERGING"));
  else if (const auto at = text.find('\0'); at != std::string_view::npos)
    complaints.add(side,
                   static_cast<int>(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')),
                   msg("there is a NUL byte here: this is no text; take the file from the last good commit"));
}

/// Returns the parts of a side. Complains if it is no TOML, or has an id twice.
std::vector<ComparedBlock> read_side(Side side, std::string_view text, Complaints& complaints) {
  auto cut = split(text, complaints.file);
  if (auto* wrong = std::get_if<std::vector<Diagnostic>>(&cut)) {
    complaints.add(side, std::move(*wrong));
    return {};
  }
  auto parts = parts_of(std::move(std::get<std::vector<Block>>(cut)));
  std::map<std::string_view, int> lines;
  for (const auto& p : parts) {
    if (p.block.id.empty()) continue;
    if (const auto [at, anew] = lines.try_emplace(p.block.id, p.block.line); !anew)
      complaints.add(
          side, p.block.line,
          msg("the id {} is on line {} already: delete one of the two if they are the same, else give one another id",
              p.block.id, at->second));
  }
  return parts;
}

Message name_of(const Slot& slot) {
  const auto& block = slot.any().block;
  if (block.what == BlockKind::head) return msg("the header");
  if (block.what == BlockKind::table) return msg("[{}]", block.kind);
  if (block.id.empty()) return msg("a [[{}]] without an id", block.kind);
  return msg("[[{}]] {}", block.kind, block.id);
}

/// Returns what a conflict is about, and how a person settles it.
Message conflict_message(const Slot& slot) {
  const auto name = name_of(slot);
  if (slot.ambiguous)
    return msg(
        "{}: which of them is which cannot be told; keep those that are to stay, each once, delete the lines of "
        "the markers, and give each an id",
        name);
  if (!slot.part(in_ours))
    return msg("{}: ours deleted it, theirs changed it; keep it or delete it, and delete the lines of the markers",
               name);
  if (!slot.part(in_theirs))
    return msg("{}: theirs deleted it, ours changed it; keep it or delete it, and delete the lines of the markers",
               name);
  if (slot.any().block.what == BlockKind::head)
    return msg("{}: both sides changed it; make one out of the two, and delete the lines of the markers", name);
  if (slot.part(in_base) || slot.contested)
    return msg("{}: both sides changed it; keep one of the two, and delete the lines of the markers", name);
  return msg(
      "{}: both sides have one of this id; keep one, or both and give the second another id, and delete the lines "
      "of the markers",
      name);
}

Resolution keep(const Slot& slot, Side side) { return {{side, slot.of[side]}}; }

Resolution conflict(const Slot& slot) {
  return {{in_ours, slot.of[in_ours]}, Resolution::Version{in_theirs, slot.of[in_theirs]}, conflict_message(slot)};
}

/// Decides about a slot that only one side has.
Resolution decide_single(const Slot& slot, Side side) {
  const auto *part = slot.part(side), *base = slot.part(in_base);
  if (part->block.what != BlockKind::comment && (slot.contested || (base && base->core != part->core)))
    return conflict(slot);
  return base ? Resolution{} : keep(slot, side);
}

/// Decides what becomes of a slot. Line ends make no difference; empty lines around a block make none to a conflict.
Resolution decide(const Slot& slot) {
  if (slot.ambiguous) return conflict(slot);
  const auto *ours = slot.part(in_ours), *theirs = slot.part(in_theirs), *base = slot.part(in_base);
  if (!ours && !theirs) return {};
  if (!theirs) return decide_single(slot, in_ours);
  if (!ours) return decide_single(slot, in_theirs);
  if (ours->exact == theirs->exact) return keep(slot, in_ours);
  const bool sure = base && !slot.contested;
  if (sure && ours->exact == base->exact) return keep(slot, in_theirs);
  if (sure && theirs->exact == base->exact) return keep(slot, in_ours);
  if (ours->core == theirs->core) return keep(slot, ours->exact < theirs->exact ? in_ours : in_theirs);
  if (sure && ours->core == base->core) return keep(slot, in_theirs);
  if (sure && theirs->core == base->core) return keep(slot, in_ours);
  return conflict(slot);
}

/// Returns one conflict of everything that both sides have.
Resolution decide_everything(const std::vector<ComparedBlock>& ours, const std::vector<ComparedBlock>& theirs) {
  Resolution all{{in_ours, {}},
                 Resolution::Version{in_theirs, {}},
                 msg("two cases were given this number: keep one of them here and delete the lines of the markers; psp "
                     "renumber gives the other another number")};
  for (const auto& p : ours) all.version.parts.push_back(&p);
  for (const auto& p : theirs) all.theirs->parts.push_back(&p);
  return all;
}

/// Complains of an id that two records of the result would have, though each side has it once.
void refuse_double_ids(const std::vector<Resolution>& decisions, KeptSide kept, Complaints& complaints) {
  std::map<std::string_view, const ComparedBlock*> by_id;
  for (const auto& d : decisions) {
    for (const auto* p : d.theirs&& kept == KeptSide::theirs ? d.theirs->parts : d.version.parts) {
      if (p->block.id.empty()) continue;
      const auto [at, anew] = by_id.try_emplace(p->block.id, p);
      if (anew || !complaints.why.empty()) continue;
      complaints.why.push_back(
          {Severity::error, complaints.file, p->block.line, 1,
           msg("the id {} would be there twice, for a [[{}]] and for a [[{}]]: on one side give one of "
               "them another id, and merge again",
               p->block.id, at->second->block.kind, p->block.kind)});
    }
  }
}

/// Returns true if both sides and the base are readable case files, and the result would not be one.
bool made_unreadable(const MergeInput& in, const MergePlan& plan, std::string_view merged) {
  const auto text = without_mark(merged);
  const auto readable = [&](std::string_view t) { return parse_case(t, in.file).readable(); };
  const bool disputed =
      std::any_of(plan.decisions.begin(), plan.decisions.end(), [](const auto& d) { return d.theirs.has_value(); });
  const auto whole = [&] {
    if (!disputed) return readable(text);
    return readable(resolved(text, KeptSide::ours, plan.marker_size)) &&
           readable(resolved(text, KeptSide::theirs, plan.marker_size));
  };
  return !whole() && readable(in.ours) && readable(in.theirs) && (without_mark(in.base).empty() || readable(in.base));
}

/// Returns true if both are files of settings, without records, which git merges better line by line.
bool is_no_case_file(const std::vector<ComparedBlock>& ours, const std::vector<ComparedBlock>& theirs) {
  const auto is_settings = [](const std::vector<ComparedBlock>& parts) {
    return std::none_of(parts.begin(), parts.end(),
                        [](const ComparedBlock& p) { return p.block.what == BlockKind::record; }) &&
           !parts.front().block.content.find("case");
  };
  return is_settings(ours) && is_settings(theirs);
}

/// Returns the value of a key of the header; null if it has none.
const Value* header_value(const std::vector<ComparedBlock>& parts, std::string_view key) {
  const auto* found = parts.empty() ? nullptr : parts.front().block.content.find(key);
  return found ? std::get_if<Value>(&found->node) : nullptr;
}

/// Returns true if the two hold different cases, opened at another time or by another worker: a number was given twice,
/// or git takes a new file for an old one that was moved.
bool is_another_case(const std::vector<ComparedBlock>& one, const std::vector<ComparedBlock>& other) {
  const auto differs = [&](std::string_view key) {
    const auto *was = header_value(one, key), *is = header_value(other, key);
    return was && is && *was != *is;
  };
  return differs("recorded") || differs("by");
}

/// Returns true if both hold the same case, by who opened it and when, client and service, whatever else differs.
bool is_one_case(const std::vector<ComparedBlock>& one, const std::vector<ComparedBlock>& other) {
  constexpr std::array<std::string_view, 4> keys{"recorded", "by", "client", "service"};
  return std::all_of(keys.begin(), keys.end(), [&](std::string_view key) {
    const auto *was = header_value(one, key), *is = header_value(other, key);
    return was && is && *was == *is;
  });
}

class Merging {
 public:
  explicit Merging(const MergeInput& in) : in_(in), complaints_{std::string(in.file)} {}

  std::variant<Merged, Refused> merge() {
    auto merged = merged_or_nothing();
    if (complaints_.why.empty()) return merged;
    return Refused{std::move(complaints_.why)};
  }

 private:
  Merged merged_or_nothing() {
    for (const auto side : {in_ours, in_theirs, in_base}) {
      refuse_bytes(side, side == in_ours ? in_.ours : side == in_theirs ? in_.theirs : in_.base, complaints_);
      if (!complaints_.why.empty()) return {};
    }
    // Two of the three are the same.
    if (in_.ours == in_.theirs || in_.theirs == in_.base) return one_side(in_ours, in_.ours);
    if (in_.ours == in_.base) return one_side(in_theirs, in_.theirs);
    return both_sides_changed();
  }

  /// Returns the text of a side as it is. Complains if it cannot be read, but not of an id that the base has twice too.
  Merged one_side(Side side, std::string_view text) {
    Complaints of_base{complaints_.file}, of_side{complaints_.file};
    const auto parts = read_side(side, without_mark(text), of_side);
    const bool was_so = !of_side.why.empty() && !parts.empty() &&
                        !read_side(in_base, without_mark(in_.base), of_base).empty() && !of_base.why.empty();
    if (!was_so) complaints_.why = std::move(of_side.why);
    if (!parts.empty()) refuse_emptied(side, parts, text != in_.base && !without_mark(in_.base).empty());
    return {std::string(text)};
  }

  void refuse_emptied(Side side, const std::vector<ComparedBlock>& parts, bool others_say_something) {
    if (others_say_something && says_nothing(parts))
      complaints_.add(side, 1,
                      msg("the file is empty here: take back what it held; a case opened by mistake is struck "
                          "by psp void CASE case"));
  }

  Merged both_sides_changed() {
    const auto ours = read_side(in_ours, without_mark(in_.ours), complaints_);
    const auto theirs = read_side(in_theirs, without_mark(in_.theirs), complaints_);
    auto read = read_base(without_mark(in_.base), in_.file);
    if (const auto* wrong = std::get_if<std::vector<Diagnostic>>(&read)) complaints_.add(in_base, *wrong);
    if (!complaints_.why.empty()) return {};
    const auto& base = std::get<Base>(read);
    const bool created = says_nothing(base.parts) && base.contested.empty();
    refuse_emptied(in_ours, ours, !created || !says_nothing(theirs));
    refuse_emptied(in_theirs, theirs, !created || !says_nothing(ours));
    if (!complaints_.why.empty()) return {};

    MergePlan plan = plan_for_text();
    const bool two_cases =
        is_another_case(ours, theirs) || (created && !is_one_case(ours, theirs) &&
                                          !same_content(ours.front().block.content, theirs.front().block.content));
    if (two_cases) {
      plan.decisions.push_back(decide_everything(ours, theirs));
    } else {
      const auto aligned = align(base, ours, theirs);
      const auto order = order_of(aligned);
      if (!order) {
        complaints_.add(in_theirs, 1,
                        msg("both sides put the records in another order, each in its own: put them in the "
                            "same order on both, and merge again"));
        return {};
      }
      for (const auto i : *order) plan.decisions.push_back(decide(aligned.slots[i]));
      refuse_settings(plan, ours, theirs);
      return finished(plan);
    }
    return finished(plan);
  }

  MergePlan plan_for_text() const {
    const auto has_mark = [](std::string_view text) { return text.starts_with(byte_order_mark); };
    const bool before = has_mark(in_.base), ours = has_mark(in_.ours), theirs = has_mark(in_.theirs);
    const auto line_break = in_.ours.find('\n');
    const bool crlf = line_break != std::string_view::npos && line_break > 0 && in_.ours[line_break - 1] == '\r';
    return {ours != before ? ours : theirs, crlf ? "\r\n" : "\n",
            unmistakable_size(in_.marker_size, in_.ours, in_.theirs)};
  }

  void refuse_settings(const MergePlan& plan, const std::vector<ComparedBlock>& ours,
                       const std::vector<ComparedBlock>& theirs) {
    if (plan.decisions.front().theirs && is_no_case_file(ours, theirs))
      complaints_.add(in_theirs, 1,
                      msg("both sides changed this file, which is no case file: it has no records to merge"));
  }

  Merged finished(const MergePlan& plan) {
    refuse_double_ids(plan.decisions, KeptSide::ours, complaints_);
    refuse_double_ids(plan.decisions, KeptSide::theirs, complaints_);
    if (!complaints_.why.empty()) return {};
    auto merged = write_merged(plan, in_.file);
    if (!holds(plan, merged.text) || made_unreadable(in_, plan, merged.text))
      complaints_.add(in_theirs, 1, msg("what both sides changed does not go together in one file: merge it by hand"));
    return merged;
  }

  const MergeInput& in_;
  Complaints complaints_;
};

}  // namespace

std::variant<Merged, Refused> merge(const MergeInput& in) { return Merging(in).merge(); }

}  // namespace psp::format
