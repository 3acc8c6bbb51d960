// Random merges of case files: `merges [--runs N] [--seed S]`. Each run makes a case file, lets two sides edit it at
// random, merges them both ways round, and holds the result against what the edits were. What is expected comes from
// the edits alone; no code of the merge is asked for it. Ends with `N passed, N failed`.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "format/blocks.h"
#include "format/merge/merge.h"
#include "random.h"

using psp::format::Merged;
using psp::format::Refused;
using psp::tests::Random;

namespace {

/// Holds a piece of a case file: the header, a record, a table, a comment.
struct Piece {
  int number = 0;         ///< the same in all three texts; 0 is the header
  std::string text;       ///< LF, with its last line break, without empty lines above it
  int above = 1;          ///< empty lines
  bool nameless = false;  ///< a record without an id
  bool comment = false;
};

struct Text {
  std::vector<Piece> pieces;
  bool crlf = false, final_newline = true, byte_order_mark = false;
  int below = 0;  ///< empty lines at the end
};

std::string with_lf(std::string text) {
  std::erase(text, '\r');
  return text;
}

std::string written(const Text& t) {
  std::string out;
  for (const auto& p : t.pieces) {
    // A comment belongs to what it stands at, so what follows one begins behind an empty line.
    const auto last = out.size() < 2 ? std::string::npos : out.rfind('\n', out.size() - 2);
    const bool after_comment = !out.empty() && out[last == std::string::npos ? 0 : last + 1] == '#';
    const int above = p.number == 0 ? 0 : p.comment || after_comment ? std::max(1, p.above) : p.above;
    out += std::string(static_cast<std::size_t>(above), '\n') + p.text;
  }
  out += std::string(static_cast<std::size_t>(t.below), '\n');
  if (!t.final_newline)
    while (!out.empty() && out.back() == '\n') out.pop_back();
  std::string result = t.byte_order_mark ? "\xEF\xBB\xBF" : "";
  for (const char c : out) {
    if (c == '\n' && t.crlf) result += '\r';
    result += c;
  }
  return result;
}

/// Holds what ours and theirs did, and so what must come out.
struct Edits {
  Text base, ours, theirs;
  std::map<int, std::string> changed;  ///< on one side, or alike on both: the text that must come out
  std::set<int> gone;
  std::set<int> twice;    ///< added by both sides, and so there twice
  std::set<int> renewed;  ///< without an id, and changed on one side: for all one can tell, gone and another one there
  /// Holds what the two did to one thing, so that a person must decide: the versions, "" if it was deleted.
  std::map<int, std::pair<std::string, std::string>> contested;
  bool one_reordered = false, ours_reordered = false, both_reordered = false;
  bool must_stop = false;  ///< as nobody can tell which is which: how that is shown is left open
};

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}

  Edits make() {
    Edits e;
    e.base.pieces.push_back({0, header(), 0});
    // A table before the first record belongs to the header. If there are tables, the first record stays where it is.
    const int size = random_.below(9);
    if (random_.chance(50)) {
      e.base.pieces.push_back({++number_, fmt::format("[[session]]\nid = \"{}\"\nby = \"ana\"\n", id()), 1});
      fixed_ = 2;
    }
    for (int i = 0; i < size; ++i) e.base.pieces.push_back(piece(20));
    // The same comment and the same record without an id may be there more than once.
    for (int i = 0; i < 2; ++i)
      if (size > 0 && random_.chance(10)) repeat(e.base);
    dress(e.base);
    e.ours = e.theirs = e.base;
    touch_by_one_side(e);
    if (random_.chance(35)) touch_by_both_sides(e);
    if (random_.chance(10)) reorder(e);
    add(e.ours);
    add(e.theirs);
    if (random_.chance(25)) add_to_both(e);
    for (auto* side : {&e.ours, &e.theirs})
      if (random_.chance(30)) dress(*side);
    return e;
  }

 private:
  std::string id() {
    static constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
    std::string made;
    do {
      made.clear();
      for (int i = 0; i < 6; ++i) made += letters[static_cast<std::size_t>(random_.below(32))];
    } while (!ids_.insert(made).second);
    return made;
  }

  std::string moment() {
    return fmt::format("2026-11-{:02}T{:02}:00:00+0{}:00", 1 + random_.below(20), 8 + random_.below(3),
                       random_.below(3));
  }

  std::string header() {
    return fmt::format(
        "format = 1\ncase = \"2026-0042\"\nservice = \"first-aid\"\nopened = 2026-11-02\nclient = \"K-0117\"\n{}"
        "by = \"ana\"\nrecorded = 2026-11-02T09:00:00+01:00\n{}",
        random_.chance(30) ? "# by hand\nhousehold = 2\n" : "",
        random_.chance(40) ? "\n[intake]\nroute = \"self\"\ndistress = '''\n[[session]]\nid = \"none\"\n'''\n" : "");
  }

  /// Returns a text that looks like other things.
  std::string words() {
    static const std::vector<std::string> hard{
        "\"plain\"",
        "\"\"\"\n[[session]]\nid = \"7kq2mf\"\n# no comment\n\"\"\"",
        "'''\n[[remark]]\n\n# ]\n'''",
        "\"\"\"\nA\n=======\nB\n<<<<<<< ours\n>>>>>>> theirs\"\"\"",
        "\"\"\"\n\n\nquotes \\\"\\\"\\\" and \"\" and \\\\\"\"\"",
        "\"a # b\"  # c",
        "\"čšž \\u0041\"",
    };
    return random_.one_of(hard);
  }

  Piece piece(int comments) {
    Piece p;
    p.number = ++number_;
    p.above = random_.chance(85) ? 1 : random_.below(3);
    if (random_.chance(comments)) {
      p.comment = true;
      p.text = fmt::format("# comment {}\n{}", p.number, random_.chance(30) ? "#[[session]]\n" : "");
      return p;
    }
    p.nameless = random_.chance(12);
    static const std::vector<std::string> authors{"ana", "ben"};
    const auto by = random_.one_of(authors);
    const auto when = random_.chance(70) || last_.empty() ? moment() : last_;
    last_ = when;
    const auto name = p.nameless ? std::string() : fmt::format("id = \"{}\"\n", id());
    const auto end = fmt::format("by = \"{}\"\nrecorded = {}\n", by, when);
    if (random_.chance(40)) {
      p.text = fmt::format("[[session]]\n{}at = 2026-11-05T10:00:00\nnote = \"{}\"\n{}", name, p.number, end);
      if (random_.chance(20)) p.text += fmt::format("[session.x-plan]\nlist = [\n  \"# ]\", # ]\n]\n");
    } else if (fixed_ < 2 || random_.chance(85)) {
      p.text =
          fmt::format("[[remark]]\n{}date = 2026-11-05\ntext = {}\nnote = \"{}\"\n{}", name, words(), p.number, end);
    } else {
      p.nameless = false;
      p.text = fmt::format("[x-table-{}]\nwhat = {}\n", p.number, words());
    }
    if (random_.chance(10)) p.text = "# above\n" + p.text;
    if (random_.chance(10)) p.text += "# right below\n";
    return p;
  }

  void repeat(Text& t) {
    const auto& twice = random_.one_of(t.pieces);
    if (!twice.comment && !twice.nameless) return;
    repeated_.insert(twice.number);
    t.pieces.push_back(Piece(twice));
  }

  void dress(Text& t) {
    t.crlf = random_.chance(15);
    t.final_newline = random_.chance(85);
    t.byte_order_mark = random_.chance(5);
    t.below = random_.chance(10) ? 2 : 0;
  }

  /// Returns the same with another value in it.
  std::string edited(const Piece& p) {
    if (p.number == 0) return p.text + fmt::format("# {}\n", ++number_);
    auto text = p.text;
    const auto at = text.find("by = ");
    text.insert(at == std::string::npos ? text.size() : at, fmt::format("x-more = {}\n", ++number_));
    return text;
  }

  bool is_fixed(const Piece& p) const { return fixed_ == 2 && p.number == 1; }

  static auto find(Text& t, int number) {
    return std::find_if(t.pieces.begin(), t.pieces.end(), [&](const Piece& p) { return p.number == number; });
  }

  void touch_by_one_side(Edits& e) {
    for (const auto& p : e.base.pieces) {
      if (is_fixed(p) || !random_.chance(12) || repeated_.contains(p.number)) continue;
      auto& side = random_.chance(50) ? e.ours : e.theirs;
      auto& other = &side == &e.ours ? e.theirs : e.ours;
      const auto at = find(side, p.number);
      if (p.number != 0 && (p.comment || random_.chance(40))) {
        side.pieces.erase(at);
        e.gone.insert(p.number);
        if (p.comment && random_.chance(30)) other.pieces.erase(find(other, p.number));
        continue;
      }
      if (p.nameless && random_.chance(50)) {
        const auto line = p.text.find("]]\n") + 3;
        at->text.insert(line, fmt::format("id = \"{}\"\n", id()));
      } else {
        at->text = edited(p);
        if (p.nameless) e.renewed.insert(p.number);
      }
      e.changed[p.number] = at->text;
      // Both sides may have made the same change; without an id nobody could tell.
      if (!p.nameless && random_.chance(15)) find(other, p.number)->text = at->text;
    }
  }

  void touch_by_both_sides(Edits& e) {
    const auto p = random_.one_of(e.base.pieces);
    if (is_fixed(p) || p.comment || e.changed.contains(p.number) || e.gone.contains(p.number)) return;
    if (repeated_.contains(p.number)) {
      // One side edits one of several that are equal.
      auto& side = random_.chance(50) ? e.ours : e.theirs;
      find(side, p.number)->text = edited(p);
      auto& other = &side == &e.ours ? e.theirs : e.ours;
      other.pieces.push_back(piece(0));  // without it git would not ask
      e.must_stop = true;
      return;
    }
    e.must_stop = p.nameless;
    const bool deleted = p.number != 0 && random_.chance(40), by_ours = random_.chance(50);
    std::pair<std::string, std::string> versions{edited(p), edited(p)};
    find(e.ours, p.number)->text = versions.first;
    find(e.theirs, p.number)->text = versions.second;
    if (deleted) {
      auto& side = by_ours ? e.ours : e.theirs;
      side.pieces.erase(find(side, p.number));
      (by_ours ? versions.first : versions.second).clear();
    }
    e.contested[p.number] = versions;
  }

  void reorder(Edits& e) {
    if (!repeated_.empty() || e.must_stop) return;
    const bool both = random_.chance(20);
    const auto shuffle = [&](Text& t) {
      for (auto i = t.pieces.size(); i > fixed_ + 1; --i)
        std::swap(t.pieces[i - 1],
                  t.pieces[fixed_ + static_cast<std::size_t>(random_.below(static_cast<int>(i - fixed_)))]);
    };
    const auto order = [&](const Text& t, const Text& u, const Text& v) {
      std::vector<int> found;
      const auto has = [](const Text& x, int n) {
        return std::any_of(x.pieces.begin(), x.pieces.end(), [&](const Piece& p) { return p.number == n; });
      };
      for (const auto& p : t.pieces)
        if (has(u, p.number) && has(v, p.number) && !e.renewed.contains(p.number)) found.push_back(p.number);
      return found;
    };
    e.ours_reordered = random_.chance(50);
    shuffle(e.ours_reordered ? e.ours : e.theirs);
    if (both) shuffle(e.ours_reordered ? e.theirs : e.ours);
    const auto before = order(e.base, e.ours, e.theirs), ours = order(e.ours, e.base, e.theirs),
               theirs = order(e.theirs, e.base, e.ours);
    e.one_reordered = !both;
    e.both_reordered = both && ours != before && theirs != before && ours != theirs;
    if (both && !e.both_reordered) e.must_stop = true, e.one_reordered = true;  // it is too intricate to tell
  }

  void add(Text& t) {
    for (int n = random_.below(3); n > 0; --n) {
      auto at = t.pieces.end();
      if (random_.chance(25))
        at =
            t.pieces.begin() + static_cast<int>(fixed_) + random_.below(static_cast<int>(t.pieces.size() - fixed_) + 1);
      auto p = piece(15);
      // A record and its attendance may come in one write.
      at = t.pieces.insert(at, p) + 1;
      if (!p.comment && !p.nameless && p.text.find("recorded") != std::string::npos && random_.chance(30)) {
        auto second = p;
        second.number = ++number_;
        second.text = fmt::format("[[remark]]\nid = \"{}\"\ndate = 2026-11-05\ntext = \"{}\"\n{}", id(), second.number,
                                  p.text.substr(p.text.find("by = ")));
        if (const auto sub = second.text.find("[session.x"); sub != std::string::npos) second.text.resize(sub);
        t.pieces.insert(at, second);
      }
    }
  }

  /// Adds the same to both sides, as after a cherry-pick; or gives one id twice.
  void add_to_both(Edits& e) {
    const auto p = piece(20);
    if (p.nameless && (!e.changed.empty() || e.must_stop)) return;
    if (p.nameless) e.twice.insert(p.number);
    auto q = p;
    if (!p.comment && !p.nameless && p.text[0] == '[' && p.text[1] == '[' && random_.chance(30)) {
      q.text = edited(p);
      e.contested[p.number] = {p.text, q.text};
    }
    e.ours.pieces.push_back(p);
    e.theirs.pieces.push_back(q);
  }

  Random random_;
  int number_ = 0;
  std::size_t fixed_ = 1;  ///< how many pieces at the top stay there
  std::set<std::string> ids_;
  std::string last_;
  std::set<int> repeated_;
};

/// Damages the texts. Returns what is wrong, if anything: what merges must be readable, have every record that both
/// sides have, and none that neither has.
std::optional<std::string> wrong_with_damage(const Edits& e, std::uint64_t seed) {
  Random random(seed);
  std::array texts{written(e.base), written(e.ours), written(e.theirs)};
  for (auto& text : texts)
    if (random.chance(50)) text = psp::tests::garbled(text, random);
  const auto result = psp::format::merge({texts[0], texts[1], texts[2], ""});
  const auto* merged = std::get_if<Merged>(&result);
  if (!merged || !merged->conflicts.empty()) return std::nullopt;
  const auto parsed = psp::format::split(merged->text, "");
  if (!std::holds_alternative<std::vector<psp::format::Block>>(parsed)) return "what was merged cannot be read";
  auto ours = psp::format::records_in(texts[1]), theirs = psp::format::records_in(texts[2]),
       all = psp::format::records_in(merged->text);
  for (auto* names : {&ours, &theirs, &all}) std::sort(names->begin(), names->end());
  for (const auto& name : ours)
    if (std::binary_search(theirs.begin(), theirs.end(), name) && !std::binary_search(all.begin(), all.end(), name))
      return "damaged texts lost " + name.id;
  for (const auto& name : all)
    if (!std::binary_search(ours.begin(), ours.end(), name) && !std::binary_search(theirs.begin(), theirs.end(), name))
      return "damaged texts gave " + name.id;
  return std::nullopt;
}

/// Holds a merge against the edits that it was made from.
class Judge {
 public:
  explicit Judge(const Edits& e) : e_(e) {}

  /// Returns what is wrong, if anything.
  std::optional<std::string> complaint() {
    const auto base = written(e_.base), ours = written(e_.ours), theirs = written(e_.theirs);
    const auto one = psp::format::merge({base, ours, theirs, "cases/2026/2026-0042.toml"});
    const auto other = psp::format::merge({base, theirs, ours, "cases/2026/2026-0042.toml"});
    if (one.index() != other.index()) return "it depends on which side is ours whether it is refused";
    if (std::holds_alternative<Refused>(one)) {
      outcome = "refused";
      if (e_.both_reordered || e_.must_stop) return std::nullopt;
      return "refused: " + std::string(std::get<Refused>(one).why.front().message.text);
    }
    const auto& merged = std::get<Merged>(one);
    outcome = merged.conflicts.empty() ? "merged" : "conflict";
    const bool decides = !e_.contested.empty() || e_.must_stop || e_.both_reordered;
    if (merged.conflicts.empty() && decides)
      return e_.one_reordered && e_.must_stop && e_.contested.empty()
                 ? std::nullopt
                 : std::optional<std::string>("nobody was asked to decide");
    if (!merged.conflicts.empty() && !decides) return "a conflict where there is none";
    if (const auto wrong = lost_text(with_lf(merged.text))) return wrong;
    if (e_.must_stop || e_.both_reordered) return std::nullopt;
    if (const auto wrong = wrong_line_ends(merged.text); wrong) return wrong;
    const auto& mirrored = std::get<Merged>(other);
    for (const bool as_ours : {true, false}) {
      const auto mine = resolved(without_mark(merged.text), as_ours);
      const auto twin = resolved(without_mark(mirrored.text), !as_ours);
      if (mine != twin) return "the result depends on which side is ours:\n" + twin;
      if (auto wrong = wrong_pieces(mine, as_ours)) return wrong;
    }
    if (!e_.contested.empty()) return wrong_second_merge(without_mark(merged.text));
    return std::nullopt;
  }

  std::string outcome;

 private:
  static std::string without_mark(const std::string& text) {
    return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
  }

  /// Lets the two settle the conflict, go on, and be merged again: git then takes the text with the markers for the
  /// base. Returns what is wrong, if anything.
  static std::optional<std::string> wrong_second_merge(const std::string& marked) {
    const auto line = [](std::string text) { return text.ends_with('\n') ? text : text + '\n'; };
    const auto one = line(resolved(marked, true)), other = line(resolved(marked, false));
    // A text that looks like a marker may be taken for one there; then it is refused.
    const bool may_refuse = with_lf(marked).find("\n<<<<<<< ours\n>>>>>>> theirs") != std::string::npos;
    const std::string mine = "\n[[remark]]\nid = \"ours00\"\n", yours = "\n[[remark]]\nid = \"theirs\"\n";
    const auto agreed = psp::format::merge({marked, one + mine, one + yours, ""});
    const auto* merged = std::get_if<Merged>(&agreed);
    if (may_refuse && !merged) return std::nullopt;
    if (!merged || !merged->conflicts.empty() ||
        without_empty_lines(merged->text) != without_empty_lines(one + mine + yours))
      return "settled alike, and not merged:\n" +
             (merged ? merged->text : std::string(std::get<Refused>(agreed).why.front().message.text));
    const auto disagreed = psp::format::merge({marked, one + mine, other + yours, ""});
    const auto* second = std::get_if<Merged>(&disagreed);
    if (may_refuse && !second) return std::nullopt;
    if (!second || second->conflicts.empty()) return "settled in two ways, and nobody was asked";
    for (const auto& [text, as_ours] : {std::pair(one + mine, true), {other + yours, false}})
      if (const auto lost = lost_line(text, resolved(second->text, as_ours)); !lost.empty())
        return "lost when it was merged again: " + lost;
    return std::nullopt;
  }

  static std::string without_empty_lines(const std::string& text) {
    std::string out;
    for (const char c : text)
      if (c != '\n' || (!out.empty() && out.back() != '\n')) out += c;
    return out;
  }

  /// Returns a line of the one text that the other does not have; "" if there is none.
  static std::string lost_line(const std::string& text, const std::string& other) {
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
      if (other.find(text.substr(at, end - at)) == std::string::npos) return text.substr(at, end - at);
      at = end;
    }
    return {};
  }

  /// Returns what is lost, if anything: whatever is in dispute, what a side has and nobody changed or deleted is
  /// somewhere.
  std::optional<std::string> lost_text(const std::string& text) const {
    for (const auto* side : {&e_.ours, &e_.theirs})
      for (const auto& p : side->pieces)
        if (!e_.gone.contains(p.number) && !e_.changed.contains(p.number) &&
            (text + "\n").find(p.text) == std::string::npos)
          return "this is nowhere:\n" + p.text;
    return std::nullopt;
  }

  std::optional<std::string> wrong_line_ends(const std::string& text) const {
    if (written(e_.ours) == written(e_.base) || written(e_.theirs) == written(e_.base)) return std::nullopt;
    const auto breaks = std::count(text.begin(), text.end(), '\n'),
               returns = std::count(text.begin(), text.end(), '\r');
    if (returns != (e_.ours.crlf ? breaks : 0)) return "line ends are not those of ours";
    const bool mark =
        e_.ours.byte_order_mark != e_.base.byte_order_mark ? e_.ours.byte_order_mark : e_.theirs.byte_order_mark;
    if (text.starts_with("\xEF\xBB\xBF") != mark) return "the byte order mark";
    return std::nullopt;
  }

  /// Returns one side's version of every conflict. The lines in the texts above that look like markers have 7 signs, so
  /// real ones have 8 if those are there.
  static std::string resolved(const std::string& marked, bool ours) {
    std::string out, text = with_lf(marked);
    enum { outside, first, second } where = outside;
    const bool longer = text.find("\n<<<<<<<< ours\n") != std::string::npos || text.find("<<<<<<<< ours\n") == 0;
    const auto mark = [&](char sign) { return std::string(longer ? 8 : 7, sign); };
    const bool any = longer || text.find("\n=======\nB\n") == std::string::npos;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
      const auto line = text.substr(at, end - at);
      at = end;
      if (any && line == mark('<') + " ours\n") where = first;
      else if (any && line == mark('=') + "\n") where = second;
      else if (any && line == mark('>') + " theirs\n") where = outside;
      else if (where == outside || (where == first) == ours) out += line;
    }
    return out;
  }

  std::map<int, std::pair<std::string, int>> expected(bool as_ours) const {
    std::map<int, std::pair<std::string, int>> all;  // holds the text, and how often it must be there
    const auto count = [](const Text& t, int number) {
      return static_cast<int>(
          std::count_if(t.pieces.begin(), t.pieces.end(), [&](const Piece& p) { return p.number == number; }));
    };
    for (const auto* t : {&e_.base, &e_.ours, &e_.theirs})
      for (const auto& p : t->pieces) all[p.number] = {p.text, std::max(1, count(e_.base, p.number))};
    for (const auto number : e_.gone) all.erase(number);
    if (written(e_.ours) != written(e_.theirs))
      for (const auto number : e_.twice) all[number].second = 2;
    for (const auto& [number, text] : e_.changed) all[number].first = text;
    for (const auto& [number, versions] : e_.contested) {
      const auto& text = as_ours ? versions.first : versions.second;
      if (text.empty()) all.erase(number);
      else all[number] = {text, 1};
    }
    return all;
  }

  /// Returns what is wrong, if anything: every piece that must be there is, as often as it must be, each in its own
  /// words, with nothing but empty lines between them; and each stands where its side put it.
  std::optional<std::string> wrong_pieces(const std::string& result, bool as_ours) const {
    const auto text = result.empty() || result.back() == '\n' ? result : result + "\n";
    std::map<std::size_t, std::pair<std::size_t, int>> found;  // is by place: size, number
    for (const auto& [number, wanted] : expected(as_ours)) {
      int times = 0;
      for (auto at = text.find(wanted.first); at != std::string::npos; at = text.find(wanted.first, at + 1)) {
        if (at > 0 && text[at - 1] != '\n') continue;
        ++times;
        found[at] = {wanted.first.size(), number};
      }
      if (times != wanted.second) return fmt::format("{} times instead of {}:\n{}", times, wanted.second, wanted.first);
    }
    std::size_t end = 0;
    std::vector<int> order;
    for (const auto& [at, what] : found) {
      if (at < end) return "two pieces are one:\n" + text.substr(at, what.first);
      if (text.substr(end, at - end).find_first_not_of('\n') != std::string::npos)
        return "nobody wrote this:\n" + text.substr(end, at - end);
      if (at == end && end > 0 && text[text.rfind('\n', end - 2) + 1] == '#') return "a comment changed its owner";
      end = at + what.first;
      order.push_back(what.second);
    }
    if (text.find_first_not_of('\n', end) != std::string::npos) return "nobody wrote this:\n" + text.substr(end);
    return wrong_order(order);
  }

  std::optional<std::string> wrong_order(const std::vector<int>& order) const {
    std::map<int, std::size_t> place;
    std::set<int> several;
    for (std::size_t i = 0; i < order.size(); ++i)
      if (!place.try_emplace(order[i], i).second) several.insert(order[i]);
    std::set<int> old, in_ours, in_theirs;
    for (const auto& p : e_.base.pieces) old.insert(p.number);
    for (const auto number : e_.renewed) {
      several.insert(number);
      old.erase(number);
    }
    for (const auto& p : e_.ours.pieces) in_ours.insert(p.number);
    for (const auto& p : e_.theirs.pieces) in_theirs.insert(p.number);
    for (const auto* side : {&e_.ours, &e_.theirs}) {
      const bool follows = !e_.one_reordered || (side == &e_.ours) == e_.ours_reordered;
      std::optional<int> above, anchor;
      bool anchor_stays = true;
      const auto last_old = std::find_if(side->pieces.rbegin(), side->pieces.rend(),
                                         [&](const Piece& p) { return old.contains(p.number); });
      const auto trailing = side->pieces.end() - last_old.base();
      for (std::size_t i = 0; i < side->pieces.size(); ++i) {
        const auto n = side->pieces[i].number;
        const bool is_old = old.contains(n);
        if (is_old) anchor = n, anchor_stays = place.contains(n) && !several.contains(n);
        if (!place.contains(n) || several.contains(n)) continue;
        // Each side's order is kept; with what the other side put in another order, only that of its own pieces.
        if (follows && above && place.at(*above) > place.at(n)) {
          const bool both = in_ours.contains(n) && in_theirs.contains(n) && !is_old;
          if (!both) return fmt::format("{} stands above {}, not below it", n, *above);
        }
        above = n;
        if (is_old || (in_ours.contains(n) && in_theirs.contains(n))) continue;
        const bool at_end = side->pieces.size() - i <= static_cast<std::size_t>(trailing);
        const auto next_old = std::find_if(order.begin() + static_cast<std::ptrdiff_t>(place.at(n)), order.end(),
                                           [&](int o) { return old.contains(o); });
        if (!e_.renewed.empty()) continue;
        if (at_end && next_old != order.end()) return fmt::format("{} was added at the end, and is not there", n);
        const auto before = std::find_if(order.rend() - static_cast<std::ptrdiff_t>(place.at(n)), order.rend(),
                                         [&](int o) { return old.contains(o); });
        if (!at_end && anchor_stays && anchor && (before == order.rend() || *before != *anchor) &&
            !several.contains(*before))
          return fmt::format("{} was put behind {}, and is not there", n, *anchor);
      }
    }
    return wrong_appends(order, old);
  }

  /// Returns what is wrong, if anything: if both sides did nothing but append, each in the order of its clock, the
  /// writes stand in order of time.
  std::optional<std::string> wrong_appends(const std::vector<int>& order, const std::set<int>& old) const {
    if (e_.one_reordered) return std::nullopt;
    std::map<int, std::pair<std::string, std::string>> key;  // holds the moment in UTC, and the first id of the write
    for (const auto* side : {&e_.ours, &e_.theirs}) {
      std::pair<std::string, std::string> last;
      std::string last_write;
      bool appending = false;
      for (const auto& p : side->pieces) {
        if (old.contains(p.number)) {
          if (appending) return std::nullopt;
          continue;
        }
        appending = true;
        const auto id = p.text.find("\nid = \""), when = p.text.find("\nrecorded = "), by = p.text.find("\nby = ");
        if (id == std::string::npos || when == std::string::npos || p.comment || p.nameless || key.contains(p.number))
          return std::nullopt;
        const auto write = p.text.substr(by, p.text.find('\n', when + 1) - by);
        const auto hour = std::stoi(p.text.substr(when + 23, 2)) - std::stoi(p.text.substr(when + 32, 2));
        auto now = std::pair(fmt::format("{}{:02}", p.text.substr(when + 12, 10), hour), p.text.substr(id + 7, 6));
        if (write == last_write) now.second = last.second;
        if (now < last) return std::nullopt;  // the clock was put back
        key[p.number] = last = now;
        last_write = write;
      }
    }
    std::optional<int> above;
    for (const auto n : order) {
      if (old.contains(n)) continue;
      if (above && key.at(n) < key.at(*above))
        return fmt::format("{} was recorded before {}, and stands behind it", n, *above);
      above = n;
    }
    checked_appends = true;
    return std::nullopt;
  }

 public:
  mutable bool checked_appends = false;

 private:
  const Edits& e_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto runs = psp::tests::number_after(words, "--runs", 1000),
             seed = psp::tests::number_after(words, "--seed", 1);
  std::map<std::string, std::uint64_t> outcomes;
  std::uint64_t failed = 0, appends = 0;
  for (std::uint64_t run = 0; run < runs; ++run) {
    const auto edits = Maker(seed + run).make();
    Judge judge(edits);
    auto wrong = judge.complaint();
    if (!wrong) wrong = wrong_with_damage(edits, seed + run);
    ++outcomes[judge.outcome];
    appends += judge.checked_appends;
    if (!wrong) continue;
    if (++failed > 3) continue;
    fmt::print("--runs 1 --seed {}: {}\n-- base\n{}\n-- ours\n{}\n-- theirs\n{}\n", seed + run, *wrong,
               written(edits.base), written(edits.ours), written(edits.theirs));
    const auto result = psp::format::merge({written(edits.base), written(edits.ours), written(edits.theirs)});
    if (const auto* merged = std::get_if<Merged>(&result)) fmt::print("-- result\n{}\n", merged->text);
  }
  fmt::print("{} merged, {} in conflict, {} refused; the order of {} was known beforehand\n", outcomes["merged"],
             outcomes["conflict"], outcomes["refused"], appends);
  fmt::print("{} passed, {} failed\n", runs - failed, failed);
  return failed || outcomes["merged"] == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
