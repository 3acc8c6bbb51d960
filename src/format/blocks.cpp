#include "format/blocks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "format/markers.h"
#include "format/scan.h"
#include "model/case.h"
#include "model/text.h"

namespace psp::format {
namespace {

/// Returns the place behind the line break that ends the header, or the key and its value of one or more lines, which
/// begins at `at`.
std::size_t end_of_statement(std::string_view text, std::size_t at) {
  for (int depth = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"' || c == '\'') {
      at = end_of_string(text, at);
      continue;
    }
    if (c == '#') {
      at = end_of_comment(text, at);
      continue;
    }
    ++at;
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (c == '\n' && depth <= 0) break;
  }
  return at;
}

/// A line that is empty, one or more lines of anything else.
struct Piece {
  enum LineRole { empty, comment, header, entry } what;
  std::size_t begin, end;
  int line;
  std::string name = {};  ///< of a header: its key, as it is written
  bool of_array = false;  ///< of a header: `[[…]]`
};

Piece piece_at(std::string_view text, std::size_t at, int line) {
  const auto line_end = std::min(text.find('\n', at), text.size());
  const auto words = trimmed(text.substr(at, line_end - at));
  const auto whole_line = std::min(line_end + 1, text.size());
  if (words.empty()) return {Piece::empty, at, whole_line, line};
  if (words[0] == '#') return {Piece::comment, at, whole_line, line};
  const auto end = end_of_statement(text, at);
  if (words[0] != '[') return {Piece::entry, at, end, line};
  const bool of_array = words.starts_with("[[");
  auto name = words.substr(of_array ? 2 : 1);
  name = trimmed(name.substr(0, name.find(']')));
  if (name.size() > 1 && (name.front() == '"' || name.front() == '\'') && name.back() == name.front())
    name = name.substr(1, name.size() - 2);
  return {Piece::header, at, end, line, std::string(name), of_array};
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  int line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const auto skipped = at == 0 && text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    auto piece = piece_at(text, at + skipped, line);
    piece.begin = at;
    line += static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                        text.begin() + static_cast<std::ptrdiff_t>(piece.end), '\n'));
    at = piece.end;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

/// Puts pieces together to blocks.
class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) { blocks_.push_back({BlockKind::head, {}, {}, {}, 1, {}}); }

  std::vector<Block> cut() {
    const auto pieces = pieces_of(text_);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const auto& p = pieces[i];
      if (p.what == Piece::empty || p.what == Piece::comment) continue;
      if (p.what == Piece::header && begins_block(p)) begin_block(pieces, i);
      end_ = p.end;
      next_ = i + 1;
    }
    stand_alone(pieces, next_, pieces.size());
    blocks_.back().text = text_.substr(begin_);
    return std::move(blocks_);
  }

 private:
  /// Returns true for a header that begins a block: no sub-table, and before the first record no `[table]`.
  bool begins_block(const Piece& p) const {
    const auto& now = blocks_.back();
    if (now.what == BlockKind::head) return p.of_array;
    return !p.name.starts_with(now.kind + ".");
  }

  void begin_block(const std::vector<Piece>& pieces, std::size_t i) {
    // The comment lines right above the header, and the empty lines above those, belong to its block.
    auto own = i;
    while (own > next_ && pieces[own - 1].what == Piece::comment) --own;
    while (own > next_ && pieces[own - 1].what == Piece::empty) --own;
    if (next_ == 0) own = 0;  // at the top of a file that has no header
    stand_alone(pieces, next_, own);
    const auto& p = pieces[i];
    close(own < pieces.size() ? pieces[own].begin : end_);
    blocks_.push_back({p.of_array ? BlockKind::record : BlockKind::table, p.name, {}, {}, p.line, {}});
  }

  /// Gives the comment lines right below the block at work to it, and makes blocks of the others.
  void stand_alone(const std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
    while (from < to && pieces[from].what == Piece::comment) end_ = pieces[from++].end;
    while (from < to) {
      auto first = from;
      while (first < to && pieces[first].what == Piece::empty) ++first;
      if (first == to) return;  // empty lines alone
      auto last = first;
      while (last < to && pieces[last].what == Piece::comment) ++last;
      close(pieces[from].begin);
      blocks_.push_back({BlockKind::comment, {}, {}, {}, pieces[first].line, {}});
      end_ = pieces[last - 1].end;
      from = last;
    }
  }

  /// Ends the block at work before `at`.
  void close(std::size_t at) {
    blocks_.back().text = text_.substr(begin_, at - begin_);
    begin_ = at;
  }

  std::string_view text_;
  std::vector<Block> blocks_;
  std::size_t begin_ = 0;  ///< where the block at work begins
  std::size_t end_ = 0;    ///< where the part ends that is known to belong to it
  std::size_t next_ = 0;   ///< the piece behind that part
};

using Node = decltype(Item::node);

bool same_node(const Node& a, const Node& b) {
  if (a.index() != b.index()) return false;
  if (const auto* value = std::get_if<Value>(&a)) return *value == std::get<Value>(b);
  if (const auto* other = std::get_if<Untaken>(&a)) return other->text == std::get<Untaken>(b).text;
  if (const auto* table = std::get_if<Table>(&a)) return same_content(*table, std::get<Table>(b));
  const auto &as = std::get<std::vector<Table>>(a), &bs = std::get<std::vector<Table>>(b);
  return std::equal(as.begin(), as.end(), bs.begin(), bs.end(), same_content);
}

/// Gives a block what it holds and its id. Returns false if that is not one table of its kind.
bool take_content(Block& block, Table whole) {
  if (block.what == BlockKind::head) {
    block.content = std::move(whole);
    return true;
  }
  if (block.what == BlockKind::comment) return whole.items.empty();
  if (whole.items.size() != 1 || whole.items[0].key != block.kind) return false;
  auto& node = whole.items[0].node;
  auto* tables = std::get_if<std::vector<Table>>(&node);
  auto* table = tables && tables->size() == 1 ? &tables->front() : std::get_if<Table>(&node);
  if (!table || (tables != nullptr) != (block.what == BlockKind::record)) return false;
  block.content = std::move(*table);
  const auto* id = block.content.find("id");
  const auto* value = id ? std::get_if<Value>(&id->node) : nullptr;
  const auto* text = value ? std::get_if<std::string>(value) : nullptr;
  if (text && block.what == BlockKind::record) block.id = *text;
  return true;
}

/// Returns true if the contents of the blocks, each of which was read alone, make up the whole.
bool says_the_same(const std::vector<Block>& blocks, const Table& whole) {
  Table together = blocks.front().content;
  std::map<std::string, std::vector<Table>> records;
  for (const auto& b : blocks) {
    if (b.what == BlockKind::table) together.items.push_back({b.kind, b.line, 1, b.content});
    if (b.what == BlockKind::record) records[b.kind].push_back(b.content);
  }
  for (auto& [kind, tables] : records) together.items.push_back({kind, 1, 1, std::move(tables)});
  return same_content(together, whole);
}

}  // namespace

bool same_content(const Table& a, const Table& b) {
  if (a.items.size() != b.items.size()) return false;
  const auto by_key = [](const Table& table) {
    std::vector<const Item*> items;
    for (const auto& item : table.items) items.push_back(&item);
    std::sort(items.begin(), items.end(), [](const Item* x, const Item* y) { return x->key < y->key; });
    return items;
  };
  const auto as = by_key(a), bs = by_key(b);
  return std::equal(as.begin(), as.end(), bs.begin(),
                    [](const Item* x, const Item* y) { return x->key == y->key && same_node(x->node, y->node); });
}

std::variant<std::vector<Block>, std::vector<Diagnostic>> split(std::string_view text, std::string_view file) {
  std::vector<Diagnostic> wrong;
  const auto whole = read_toml(text, file, wrong);
  if (has_errors(wrong)) return wrong;
  auto blocks = Cutter(text).cut();
  const auto entangled = [&](const Block& b) {
    return std::vector<Diagnostic>{{Severity::error, std::string(file), b.line, 1,
                                    msg("tables are mixed here in a way that cannot be told apart: write each record "
                                        "as one [[kind]], with its sub-tables right below it")}};
  };
  for (auto& b : blocks) {
    std::vector<Diagnostic> alone;
    if (auto content = read_toml(b.text, file, alone); has_errors(alone) || !take_content(b, std::move(content)))
      return entangled(b);
  }
  if (!says_the_same(blocks, whole)) return entangled(blocks.front());
  return blocks;
}

namespace {

/// Returns the records that have an id; nothing if the text cannot be cut into blocks.
std::optional<std::vector<RecordName>> records_cut(std::string_view text) {
  const auto blocks = split(text, {});
  const auto* cut = std::get_if<std::vector<Block>>(&blocks);
  if (!cut) return std::nullopt;
  std::vector<RecordName> names;
  for (const auto& b : *cut)
    if (!b.id.empty()) names.push_back({b.kind, b.id});
  return names;
}

}  // namespace

std::vector<RecordName> records_in(std::string_view text) {
  if (auto names = records_cut(text)) return std::move(*names);
  const auto ours = resolved(text, KeptSide::ours), theirs = resolved(text, KeptSide::theirs);
  auto of_ours = records_cut(ours);
  const auto of_theirs = records_cut(theirs);
  if (of_ours && of_theirs) {
    std::set<RecordName> known(of_ours->begin(), of_ours->end());
    for (const auto& name : *of_theirs)
      if (known.insert(name).second) of_ours->push_back(name);
    return std::move(*of_ours);
  }
  std::vector<RecordName> names;
  std::string kind;
  while (!text.empty()) {
    const auto line = trimmed(take_line(text));
    if (line.starts_with("[[") && line.find("]]") != std::string_view::npos)
      kind = trimmed(line.substr(2, line.find("]]") - 2));
    if (!line.starts_with("id")) continue;
    const auto open = line.find('"'), close = line.rfind('"');
    if (open == std::string_view::npos || trimmed(line.substr(2, open - 2)) != "=" || kind.empty()) continue;
    if (const auto id = line.substr(open + 1, close - open - 1); close > open && is_record_id(id))
      names.push_back({kind, std::string(id)});
  }
  return names;
}

}  // namespace psp::format
