// Case files cut into blocks.
#include "format/blocks.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "format/parse.h"
#include "format/write.h"
#include "made.h"
#include "reading.h"

namespace psp::tests {
namespace {

using format::Block;
using format::BlockKind;
using Blocks = std::vector<Block>;

/// Says what a block must be.
struct Piece {
  BlockKind what = BlockKind::head;
  std::string kind, id, text;
};

std::string empty_lines(int least, Random& random) {
  std::string text;
  for (int n = least + random.below(3); n > 0; --n) text += random.one_of(std::array{"\n", "\n", " \t\n"});
  return text;
}

std::string comment(Random& random) {
  return random.one_of(std::array{"# one\n", "#[[session]]\n  # \"\"\"\n", "#\n"});
}

Piece made_piece(int number, bool first, Random& random) {
  const int kind = first ? 0 : random.below(4);
  if (kind == 2) return {BlockKind::comment, {}, {}, comment(random)};
  Piece piece{BlockKind::table, fmt::format("x-table-{}", number), {}, {}};
  piece.text =
      fmt::format("[{}]\n{}", piece.kind, random.chance(50) ? "a.b = [\n\"]\", # ]\n{c = '#'},\n]\n" : "a = 1\n");
  if (kind < 2) {
    const auto record = made_record(random);
    piece = {BlockKind::record, std::string(record.kind().name), record.id, format::write_record(record).substr(1)};
  }
  const auto below_header = piece.text.find('\n') + 1;
  if (random.chance(20)) piece.text.insert(below_header, empty_lines(0, random) + comment(random));
  if (random.chance(20))
    piece.text += empty_lines(0, random) + fmt::format("[{}.x-more]\nd = '''\n\n[[void]]\n'''\n", piece.kind);
  if (random.chance(20)) piece.text += comment(random);
  if (random.chance(20)) piece.text.insert(0, comment(random));
  return piece;
}

/// Returns a whole file. Where one comment would run into another, or into a header that is not its own, empty lines
/// part them.
std::vector<Piece> made_pieces(Random& random) {
  auto c = made_case(random);
  c.records.clear();
  std::vector<Piece> pieces{{BlockKind::head, {}, {}, format::write_case(c)}};
  for (int n = random.below(8), first = n; n > 0; --n) {
    auto piece = made_piece(n, n == first, random);
    const auto& above = pieces.back().text;
    const bool parted = piece.what == BlockKind::comment || above[above.rfind('\n', above.size() - 2) + 1] == '#' ||
                        above.ends_with("  # \"\"\"\n");
    piece.text.insert(0, empty_lines(parted, random));
    pieces.push_back(std::move(piece));
  }
  auto& last = pieces.back().text;
  if (random.chance(20)) last += empty_lines(0, random);
  if (random.chance(20) && last.ends_with('\n')) last.pop_back();
  const auto line_end = random.chance(30) ? "\r\n" : "\n";
  for (auto& piece : pieces) piece.text = format::with_line_ends(piece.text, line_end);
  if (random.chance(10)) pieces.front().text.insert(0, "\xEF\xBB\xBF");
  return pieces;
}

std::string_view first_words(std::string_view text, std::string_view blanks = " \t\r\n\xEF\xBB\xBF") {
  return text.substr(std::min(text.find_first_not_of(blanks), text.size()));
}

/// Throws a Wrong unless the blocks are the text, each begins where it says, and the empty lines between two belong to
/// the second.
void must_be_blocks(const Blocks& blocks, std::string_view text) {
  std::string together;
  for (const auto& b : blocks) {
    const bool first = &b == &blocks.front();
    must((b.what == BlockKind::head) == first, "another block than the first is the head");
    const auto above = static_cast<int>(std::count(together.begin(), together.end(), '\n'));
    together += b.text;
    const auto end = together.substr(0, together.size() - together.ends_with('\n'));
    must(b.text.empty() || &b == &blocks.back() || !first_words(end.substr(end.rfind('\n') + 1), " \t\r").empty(),
         "a block has the empty lines of the next");
    if (first) continue;
    auto line = b.text;
    for (int n = above + 1; n < b.line && !line.empty(); ++n)
      line.remove_prefix(std::min(line.find('\n'), line.size() - 1) + 1);
    const auto words = first_words(line);
    const bool of_array = words.starts_with("[[");
    must(b.line > above &&
             (b.what == BlockKind::record  ? of_array
              : b.what == BlockKind::table ? words.starts_with("[") && !of_array
                                           : words.data() == first_words(b.text).data() && words[0] == '#'),
         "a block does not begin on its line");
  }
  must(together == text, "put together the blocks are not the text");
}

/// Throws a Wrong unless the parser, which knows nothing of blocks, finds the same records.
void must_be_the_records(const Blocks& blocks, std::string_view text) {
  const auto parsed = format::parse_case(text, "");
  if (!parsed.readable()) return;
  std::vector<std::string> ours, theirs;
  for (const auto& r : parsed.value.records) theirs.push_back(fmt::format("{} {} {}", r.line, r.kind().name, r.id));
  for (const auto& b : blocks)
    if (b.what == BlockKind::record) ours.push_back(fmt::format("{} {} {}", b.line, b.kind, b.id));
  for (const auto& item : blocks.front().content.items)
    if (find_record_kind(item.key)) return;  // it is written as a list of inline tables
  must(ours == theirs,
       fmt::format("the parser finds other records: {}; {}", fmt::join(ours, ", "), fmt::join(theirs, ", ")));
}

/// Puts two records in conflict behind a block. Throws a Wrong unless those of both sides are found, and the parser
/// tells of the marker.
void must_survive_a_conflict(const Blocks& blocks, std::string text, Random& random) {
  const auto behind = static_cast<std::size_t>(random.below(static_cast<int>(blocks.size())));
  std::string before;
  std::vector<std::string> expected, found;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i <= behind) before += blocks[i].text;
    if (!blocks[i].id.empty()) expected.push_back(blocks[i].id);
  }
  if (!before.ends_with('\n')) return;
  const auto ours = made_record(random), theirs = made_record(random);
  text.insert(before.size(), fmt::format("<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n", format::write_record(ours),
                                         format::write_record(theirs)));
  for (const auto* r : {&ours, &theirs}) expected.push_back(r->id);
  for (const auto& name : format::records_in(Exact(text))) found.push_back(name.id);
  for (auto* ids : {&expected, &found}) {
    std::sort(ids->begin(), ids->end());
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  }
  must(found == expected, "with a conflict in it, it has other records:\n" + text);
  const auto wrong = format::parse_case(Exact(text), "cases/2026/2026-0042.toml").diagnostics;
  const auto marker = text.begin() + static_cast<std::ptrdiff_t>(text.find("\n<<<<<<< ") + 1);
  must(wrong.size() == 1 && wrong[0].line == 1 + std::count(text.begin(), marker, '\n') &&
           wrong[0].message.text.starts_with("git left conflict markers"),
       "the conflict is not told of:\n" + text);
}

}  // namespace

bool judge_blocks(Random& random, const Files& files, std::string& text) {
  const bool made_up = random.chance(60), damaged = random.chance(60);
  const auto pieces = made_pieces(random);
  for (const auto& piece : pieces) text += piece.text;
  if (!made_up) text = random.one_of(files.cases);
  if (damaged) text = garbled(std::move(text), random);
  const Exact exact(text);
  const auto result = format::split(exact, "c.toml");
  const auto* blocks = std::get_if<Blocks>(&result);
  if (!blocks) {
    const auto& wrong = std::get<std::vector<Diagnostic>>(result);
    must(damaged && !wrong.empty(), "it is refused");
    must_be_told(wrong, text, "c.toml");
    return false;
  }
  must_be_blocks(*blocks, text);
  must_be_the_records(*blocks, text);
  if (!damaged) must_survive_a_conflict(*blocks, text, random);
  if (damaged || !made_up) return true;
  for (std::size_t i = 0; i < pieces.size() && i < blocks->size(); ++i) {
    const auto& b = blocks->at(i);
    const auto& p = pieces[i];
    must(b.what == p.what && b.kind == p.kind && b.id == p.id && b.text == p.text,
         fmt::format("{}\n-- is cut off instead of\n{}", b.text, p.text));
  }
  must(blocks->size() == pieces.size(), "it is cut into more or fewer");
  return true;
}

}  // namespace psp::tests
