#include "format/merge/base.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "format/markers.h"

namespace psp::format {
namespace {

using Count = std::map<std::pair<std::string, std::string>, int>;

/// Counts the records without an id, or the comments, by kind ("" for a comment) and text.
Count nameless(const std::vector<ComparedBlock>& parts, BlockKind what) {
  Count count;
  for (const auto& p : parts)
    if (p.block.what == what && !has_name(p)) ++count[{p.block.kind, p.core}];
  return count;
}

std::map<Name, std::vector<const ComparedBlock*>> by_name(const std::vector<ComparedBlock>& parts) {
  std::map<Name, std::vector<const ComparedBlock*>> found;
  for (const auto& p : parts)
    if (has_name(p)) found[name_of(p)].push_back(&p);
  return found;
}

/// Looks in a text for parts, in their order.
class CommonBase {
 public:
  explicit CommonBase(std::string_view text) : text_(text) {}

  /// Returns true if the text has the part as it stands, behind the part that was found last. After 100 parts that it
  /// does not have it returns false for all, to bound the time.
  bool has(std::string_view part) {
    if (misses_ > 100) return false;
    const auto at = text_.find(part, behind_);
    if (at == std::string_view::npos) ++misses_;
    else behind_ = at + part.size();
    return at != std::string_view::npos;
  }

 private:
  std::string_view text_;
  std::size_t behind_ = 0;
  int misses_ = 0;
};

/// Returns the base that two versions of it, one for each side of its conflicts, allow: what both have once, in the
/// same words, is certain if `source` has it as it stands too; else the markers were taken out of its middle.
Base certain(const std::vector<ComparedBlock>& one, const std::vector<ComparedBlock>& other, CommonBase source) {
  Base base;
  const auto mine = by_name(one), others = by_name(other);
  auto comments = nameless(other, BlockKind::comment);
  std::set<Name> contested;
  for (const auto& [name, parts] : others)
    if (!mine.contains(name)) contested.insert(name);
  for (const auto& p : one) {
    if (!has_name(p)) {
      if (p.block.what == BlockKind::record || comments[{p.block.kind, p.core}]-- > 0) base.parts.push_back(p);
      continue;
    }
    const auto there = others.find(name_of(p));
    const bool sure = mine.at(name_of(p)).size() == 1 && there != others.end() && there->second.size() == 1 &&
                      there->second.front()->exact == p.exact && source.has(p.block.text);
    if (!sure) contested.insert(name_of(p));
    if (sure || p.block.what == BlockKind::head) base.parts.push_back(p);
  }
  base.contested.assign(contested.begin(), contested.end());
  return base;
}

}  // namespace

std::variant<Base, std::vector<Diagnostic>> read_base(std::string_view text, std::string_view file) {
  auto whole = split(text, file);
  if (auto* blocks = std::get_if<std::vector<Block>>(&whole)) {
    const auto parts = parts_of(std::move(*blocks));
    return certain(parts, parts, CommonBase(text));
  }
  auto& wrong = std::get<std::vector<Diagnostic>>(whole);
  const auto ours = resolved(text, KeptSide::ours), theirs = resolved(text, KeptSide::theirs);
  auto one = split(ours, file), other = split(theirs, file);
  if (ours == text || !std::holds_alternative<std::vector<Block>>(one) ||
      !std::holds_alternative<std::vector<Block>>(other))
    return std::move(wrong);
  const auto mine = parts_of(std::get<std::vector<Block>>(std::move(one)));
  const auto others = parts_of(std::get<std::vector<Block>>(std::move(other)));
  if (nameless(mine, BlockKind::record) != nameless(others, BlockKind::record)) return std::move(wrong);
  return certain(mine, others, CommonBase(text));
}

}  // namespace psp::format
