#include "format/merge/text.h"

#include <algorithm>
#include <utility>

#include "format/markers.h"
#include "model/text.h"

namespace psp::format {
namespace {

/// Returns the empty lines with which a text begins.
std::string_view empty_lines(std::string_view text) {
  const auto first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const auto line = text.substr(0, first).rfind('\n');
  return text.substr(0, line == std::string_view::npos ? 0 : line + 1);
}

bool ends_with_comment(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  if (last == std::string_view::npos ||
      std::count(text.begin() + static_cast<std::ptrdiff_t>(last), text.end(), '\n') > 1)
    return false;
  const auto line = text.rfind('\n', last);
  const auto first = text.find_first_not_of(" \t", line == std::string_view::npos ? 0 : line + 1);
  return text[first] == '#';
}

class MergedText {
 public:
  MergedText(const MergePlan& plan, std::string_view file) : plan_(plan), file_(file) {
    if (plan.byte_order_mark) merged_.text = byte_order_mark;
  }

  void write(const Resolution& decision) {
    if (decision.theirs) write_conflict(decision);
    else write(decision.version);
  }

  Merged merged() && { return std::move(merged_); }

 private:
  void write(const Resolution::Version& version) {
    for (const auto* part : version.parts) {
      const auto text = part->block.text;
      // Blocks that stood together in one text need no line break between them.
      if (text.data() != end_) part_from_what_is_above({text});
      merged_.text += in_our_line_ends(version.from, text);
      end_ = text.data() + text.size();
      if (!text.empty()) after_comment_ = ends_with_comment(text);
    }
  }

  /// Writes both versions between markers, and the empty lines with which both begin above the markers.
  void write_conflict(const Resolution& decision) {
    const auto ours = text_of(decision.version), theirs = text_of(*decision.theirs);
    part_from_what_is_above({ours, theirs});
    const auto before = ours.empty() || theirs.empty() || empty_lines(ours) == empty_lines(theirs)
                            ? empty_lines(ours.empty() ? theirs : ours)
                            : std::string_view{};
    const auto behind = [&](const std::string& text) { return text.substr(std::min(before.size(), text.size())); };
    merged_.text += before;
    merged_.conflicts.push_back({Severity::error, file_, line_here(), 1, decision.message});
    mark('<', " ours");
    merged_.text += behind(ours);
    mark('=', "");
    merged_.text += behind(theirs);
    mark('>', " theirs");
    after_comment_ = after_comment_ || ends_with_comment(ours) || ends_with_comment(theirs);
    end_ = nullptr;
  }

  std::string text_of(const Resolution::Version& version) const {
    std::string text;
    for (const auto* part : version.parts) {
      text += in_our_line_ends(version.from, part->block.text);
      if (!text.empty() && text.back() != '\n') text += plan_.line_end;
    }
    return text;
  }

  /// Adds the line breaks that either of `texts`, which follows, needs to begin a line, and not to join a comment at
  /// the end of what is written.
  void part_from_what_is_above(std::initializer_list<std::string_view> texts) {
    if (merged_.text.empty() || merged_.text == byte_order_mark) return;
    if (merged_.text.back() != '\n') merged_.text += plan_.line_end;
    const auto joins = [](std::string_view text) { return !text.empty() && empty_lines(text).empty(); };
    if (after_comment_ && std::any_of(texts.begin(), texts.end(), joins)) merged_.text += plan_.line_end;
  }

  /// Returns the number of the line that begins at the end of what is written so far.
  int line_here() {
    const auto& text = merged_.text;
    lines_ += std::count(text.begin() + static_cast<std::ptrdiff_t>(counted_), text.end(), '\n');
    counted_ = text.size();
    return static_cast<int>(1 + lines_);
  }

  void mark(char sign, std::string_view side) {
    merged_.text += std::string(static_cast<std::size_t>(plan_.marker_size), sign);
    merged_.text += side;
    merged_.text += plan_.line_end;
  }

  std::string in_our_line_ends(Side from, std::string_view text) const {
    if (from == in_ours) return std::string(text);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
      if (text[i] == '\n') out += plan_.line_end;
      else out += text[i];
    }
    return out;
  }

  const MergePlan& plan_;
  std::string file_;
  Merged merged_;
  const char* end_ = nullptr;  ///< the end of what was written last, in the text that it comes from
  std::ptrdiff_t lines_ = 0;   ///< line breaks up to counted_
  std::size_t counted_ = 0;
  bool after_comment_ = false;  ///< what was written last ends with a comment
};

bool holds(const MergePlan& plan, const std::string& text, KeptSide kept) {
  const auto cut = split(text, {});
  const auto* blocks = std::get_if<std::vector<Block>>(&cut);
  if (!blocks) return false;
  auto found = parts_of(*blocks);
  std::vector<const ComparedBlock*> wanted;
  for (const auto& d : plan.decisions) {
    const auto& parts = d.theirs && kept == KeptSide::theirs ? d.theirs->parts : d.version.parts;
    wanted.insert(wanted.end(), parts.begin(), parts.end());
  }
  // A text that was cut always has a head, which may be empty.
  if (wanted.empty() || wanted.front()->block.what != BlockKind::head) {
    if (!found.front().core.empty()) return false;
    found.erase(found.begin());
  }
  return std::equal(found.begin(), found.end(), wanted.begin(), wanted.end(),
                    [](const ComparedBlock& a, const ComparedBlock* b) {
                      return a.block.what == b->block.what && a.block.kind == b->block.kind &&
                             a.block.id == b->block.id && a.core == b->core;
                    });
}

}  // namespace

Merged write_merged(const MergePlan& plan, std::string_view file) {
  MergedText writer(plan, file);
  for (const auto& decision : plan.decisions) writer.write(decision);
  return std::move(writer).merged();
}

bool holds(const MergePlan& plan, std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const bool disputed = std::any_of(plan.decisions.begin(), plan.decisions.end(),
                                    [](const Resolution& d) { return d.theirs.has_value(); });
  if (!disputed) return holds(plan, std::string(text), KeptSide::ours);
  return holds(plan, resolved(text, KeptSide::ours, plan.marker_size), KeptSide::ours) &&
         holds(plan, resolved(text, KeptSide::theirs, plan.marker_size), KeptSide::theirs);
}

}  // namespace psp::format
