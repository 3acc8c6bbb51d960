#include "rules/privacy/name_search.h"

#include <algorithm>

#include "model/letters.h"
#include "model/person.h"
#include "model/unicode.h"
#include "rules/privacy/everyday_words.h"

namespace psp::rules {
namespace {

constexpr std::size_t shortest_stem = 3;           // too many words begin with a shorter one
constexpr std::size_t shortest_withheld_stem = 2;  // to take out too much is better than too little

/// Returns the word with its marks, in small letters.
std::string spelling_of(std::string_view text, const Reading& reading, const NameWord& w) {
  const auto begin = reading.begins(w.begin);
  return in_lower_case(composed(text.substr(begin, reading.ends(w.end) - begin)));
}

Message whose_name(const std::vector<Owner>& owners) {
  return are_contacts(owners) ? msg("a name of the contact person of {}", references_of(owners))
                              : msg("a name of {}", references_of(owners));
}

}  // namespace

void NameSearch::add(const Owner& owner, std::string_view name, Alone alone) {
  add_spelling(owner, name, alone);
  if (const auto other = transliterated(name); other != composed(name)) add_spelling(owner, other, alone);
}

void NameSearch::add_spelling(const Owner& owner, std::string_view name, Alone alone) {
  const Reading reading(name);
  const auto words = name_words(reading);
  // In "de la Cruz" a word without a capital is a particle; a key such as "sw-2" has no capital at all.
  const bool capitals = std::any_of(words.begin(), words.end(), [](const NameWord& w) { return w.capital; });
  KnownName known{owner, {}, {}, alone};
  for (const auto& w : words) {
    if (capitals && !w.capital) {
      known.particles.push_back(w.folded);
      continue;
    }
    const bool everyday = is_everyday_word(w.folded);
    const auto spelled = spelling_of(name, reading, w);
    const auto stems = name_stems(w.folded);
    for (const auto& stem : stems)
      parts_.emplace(stem.letters,
                     KnownPart{names_.size(), known.parts.size(), stem.whole, false, everyday, w.folded, spelled});
    // A single letter, or a word with digits, has no stem.
    if (stems.empty())
      parts_.emplace(w.folded, KnownPart{names_.size(), known.parts.size(), true, true, everyday, w.folded, spelled});
    known.parts.push_back(w.folded);
  }
  names_.push_back(std::move(known));
}

void NameSearch::add_of_the_office(std::string_view name) {
  std::vector<std::string> parts;
  for (auto& w : name_words(name))
    if (w.capital) parts.push_back(std::move(w.folded));
  if (!parts.empty()) office_.push_back(std::move(parts));
}

/// Returns the parts of names that a word is, in any case of declension, in the order of the names.
NameSearch::Parts NameSearch::parts_of(const NameWord& w) const {
  Parts found;
  for (std::size_t cut = 0; cut <= longest_name_ending && cut < w.folded.size(); ++cut) {
    const auto size = w.folded.size() - cut;
    if (!is_name_ending(std::string_view(w.folded).substr(size))) break;
    const auto [first, last] = parts_.equal_range(w.folded.substr(0, size));
    for (auto it = first; it != last; ++it) {
      const auto& part = it->second;
      // A word that is an everyday one, as "the", is not taken for a form of a short name, as Thi.
      const bool withheld = names_[part.name].alone == Alone::each_part && w.capital && !part.everyday &&
                            (size >= shortest_stem || !is_everyday_word(w.folded));
      const bool declined =
          !part.beside && size >= (withheld ? shortest_withheld_stem : shortest_stem) && (part.whole || cut > 0);
      if (part.folded == w.folded || declined) found.push_back(&part);
    }
  }
  std::sort(found.begin(), found.end(), [](auto* a, auto* b) { return a->name < b->name; });
  return found;
}

/// Returns true for a word that may lie between parts of a name: its particle, or the initial of a part not yet seen.
bool NameSearch::is_beside(const NameWord& w, const KnownName& name, const std::vector<std::size_t>& seen) const {
  if (std::find(name.particles.begin(), name.particles.end(), w.folded) != name.particles.end()) return true;
  if (w.folded.size() != 1) return false;
  for (std::size_t i = 0; i < name.parts.size(); ++i)
    if (name.parts[i].starts_with(w.folded) && std::find(seen.begin(), seen.end(), i) == seen.end()) return true;
  return false;
}

NameSearch::Run NameSearch::run_of(const NameText& in, const std::vector<Parts>& found, std::size_t begin,
                                   std::size_t name) const {
  const std::string_view letters = in.reading.letters();
  Run run;
  for (auto at = begin; at < in.words.size(); ++at) {
    if (at > begin && !are_near(between(letters, in.words[at - 1], in.words[at]))) break;
    const auto& here = found[at];
    auto part = std::lower_bound(here.begin(), here.end(), name,
                                 [](const KnownPart* p, std::size_t wanted) { return p->name < wanted; });
    while (part != here.end() && (*part)->name == name &&
           std::find(run.parts.begin(), run.parts.end(), (*part)->part) != run.parts.end())
      ++part;
    if (part == here.end() || (*part)->name != name) {
      if (at == begin || !is_beside(in.words[at], names_[name], run.parts)) break;
      continue;
    }
    run.parts.push_back((*part)->part);
    run.length = at - begin + 1;
    run.capitals = run.capitals && in.words[at].capital;
    run.exact = run.exact && (*part)->folded == in.words[at].folded;
  }
  return run;
}

NameSearch::Sure NameSearch::how_sure(const NameText& in, const Run& run, const NameWord& first,
                                      const KnownPart& part) const {
  const auto& name = names_[part.name];
  if (run.parts.size() > 1) return Sure::yes;
  if (run.parts.empty() || part.beside) return Sure::no;
  const bool each_part = name.alone == Alone::each_part;
  const bool own = !in.client.empty() && reference_key(name.owner.reference) == reference_key(in.client);
  const bool tells_alone = own || each_part || (part.part > 0 && !name.owner.contact);
  // A name of one part is a whole name, as a key is, or the name of a person who has only one.
  const bool whole = name.parts.size() == 1 && run.exact;
  if (!run.capitals) {
    // A key is written in small letters; a person's name in small letters may be another word.
    if (each_part) return whole && name.owner.reference.empty() ? Sure::yes : Sure::no;
    return tells_alone && run.exact ? Sure::small_letters : Sure::no;
  }
  if (!tells_alone && !whole) return Sure::no;
  if (!part.everyday) return Sure::yes;
  // Too much may be taken out, but not the word "The" for the name Thế.
  if (each_part) return run.exact && spelling_of(in.text, in.reading, first) != part.spelled ? Sure::no : Sure::yes;
  return Sure::everyday;
}

/// Returns yes if these words and a neighbour are of one name of the office, perhaps if these words alone are.
NameSearch::Office NameSearch::of_the_office(const NameText& in, std::size_t begin, std::size_t end) const {
  const std::string_view letters = in.reading.letters();
  const auto& words = in.words;
  auto verdict = Office::no;
  for (const auto& name : office_) {
    const auto is_part = [&](const NameWord& w) {
      return w.capital && std::any_of(name.begin(), name.end(), [&](const auto& p) { return is_form_of(w.folded, p); });
    };
    if (!std::all_of(words.begin() + static_cast<std::ptrdiff_t>(begin),
                     words.begin() + static_cast<std::ptrdiff_t>(end), is_part))
      continue;
    const bool before =
        begin > 0 && are_near(between(letters, words[begin - 1], words[begin])) && is_part(words[begin - 1]);
    const bool behind =
        end < words.size() && are_near(between(letters, words[end - 1], words[end])) && is_part(words[end]);
    if (before || behind) return Office::yes;
    verdict = Office::perhaps;
  }
  return verdict;
}

void NameSearch::find(const NameText& in, std::vector<Passage>& finds) const {
  const std::string_view letters = in.reading.letters();
  const auto& words = in.words;
  std::vector<Parts> found;
  found.reserve(words.size());
  for (const auto& w : words) found.push_back(parts_of(w));
  std::size_t done = 0;  // no further find takes a word before this one
  for (std::size_t i = 0; i < words.size();) {
    Run longest;
    auto sure = Sure::no;
    std::vector<Owner> owners;
    const KnownName* known = nullptr;
    for (const auto* part : found[i]) {
      auto run = run_of(in, found, i, part->name);
      const auto so = how_sure(in, run, words[i], *part);
      if (so == Sure::no || run.length < longest.length) continue;
      if (run.length > longest.length) {
        owners.clear();
        sure = Sure::no;
        longest = std::move(run);
        known = &names_[part->name];
      }
      sure = std::max(sure, so);
      owners.push_back(names_[part->name].owner);
    }
    if (!known) {
      ++i;
      continue;
    }
    auto begin = i, end = i + longest.length;
    i = end;
    const auto office = of_the_office(in, begin, end);
    if (office == Office::yes) continue;
    // A particle belongs to the name; so does an initial that is a capital, or that no blank separates from it.
    const auto joins = [&](const NameWord& w, std::string_view gap) {
      return are_near(gap) && is_beside(w, *known, longest.parts) &&
             (w.capital || w.folded.size() > 1 || gap.find_first_of(" \n") == std::string_view::npos);
    };
    while (begin > done && joins(words[begin - 1], between(letters, words[begin - 1], words[begin]))) --begin;
    if (end < words.size() && words[end].folded.size() == 1 && words[end].capital &&
        joins(words[end], between(letters, words[end - 1], words[end])))
      i = ++end;
    done = end;
    auto what = whose_name(owners);
    if (office == Office::perhaps) what = msg("{}, or of somebody whom psp.toml names", what);
    else if (sure == Sure::small_letters) what = msg("perhaps {}, in small letters", what);
    else if (sure == Sure::everyday) what = msg("perhaps {}, or a word of everyday", what);
    const bool certain = sure == Sure::yes && office == Office::no;
    finds.push_back({words[begin].begin, words[end - 1].end, Tells::name, certain ? Severity::error : Severity::warning,
                     std::move(what)});
  }
}

}  // namespace psp::rules
