#include "rules/names.h"

#include <algorithm>
#include <utility>

#include "model/letters.h"
#include "model/utf8.h"

namespace psp::rules {
namespace {

/// The endings of a name in its first case, the longer first (Slovenian, Latvian).
constexpr std::string_view first_endings[] = {"is", "us", "as", "es", "a", "e", "i", "o", "s"};
/// What the endings of the other cases, and of belonging (Majin, Tomažev), are made of.
constexpr std::string_view ending_letters = "aeiousmnvj";
constexpr std::size_t shortest_part = 2;

std::string_view stem_of(std::string_view name) {
  for (const auto ending : first_endings) {
    const std::size_t least = ending.size() == 1 ? 2 : 3;
    if (name.ends_with(ending) && name.size() >= least + ending.size())
      return name.substr(0, name.size() - ending.size());
  }
  return name;
}

/// Pavel, of Pavla; Zoravec, of Zoravca.
bool loses_its_e(std::string_view stem) {
  return stem.size() > 3 && stem[stem.size() - 2] == 'e' &&
         std::string_view("aeiou").find(stem[stem.size() - 3]) == std::string_view::npos &&
         std::string_view("cklnr").find(stem.back()) != std::string_view::npos;
}

}  // namespace

bool is_name_ending(std::string_view rest) {
  return rest.size() <= longest_name_ending && rest.find_first_not_of(ending_letters) == std::string_view::npos;
}

bool are_side_by_side(std::string_view between) {
  return between.find_first_not_of(" \t\n-") == std::string_view::npos;
}

std::vector<NameWord> name_words(std::string_view text) {
  std::vector<NameWord> words;
  bool inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto [code, length] = decode(text.substr(i));
    const auto next = i + std::max<std::size_t>(length, 1);
    const bool letter = length > 0 && in_word(code);
    if (letter && !inside) words.push_back({i, next, {}, is_capital(code)});
    if (letter) words.back().end = next;
    inside = letter;
    i = next;
  }
  for (auto& w : words) w.folded = folded(text.substr(w.begin, w.end - w.begin));
  return words;
}

std::vector<NameStem> name_stems(std::string_view part) {
  const bool letters = part.find_first_of("0123456789") == std::string_view::npos;
  if (!letters || part.size() < shortest_part) return {};
  const auto stem = stem_of(part);
  std::vector<NameStem> stems{{std::string(stem), stem.size() == part.size()}};
  if (loses_its_e(stem)) {
    stems.push_back({std::string(stem), false});
    stems.back().letters.erase(stem.size() - 2, 1);
  }
  return stems;
}

Names::Names(const std::vector<std::string>& names) {
  for (const auto& name : names) {
    const auto words = name_words(name);
    std::vector<std::string> all;
    for (const auto& w : words) all.push_back(w.folded);
    if (!all.empty()) whole_.push_back(std::move(all));
    for (const auto& w : words)
      if (w.capital || words.size() == 1)
        for (auto& stem : name_stems(w.folded)) stems_.push_back(std::move(stem));
  }
}

/// True if the words, which are as many as those of the name, are the name.
bool Names::is_whole(std::string_view text, const NameWord* words, const std::vector<std::string>& name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (words[i].folded != name[i]) return false;
    if (i > 0 && !are_side_by_side(text.substr(words[i - 1].end, words[i].begin - words[i - 1].end))) return false;
  }
  return true;
}

/// How many words from the i-th on are one of the names; 0 where none is.
std::size_t Names::words_from(std::string_view text, const std::vector<NameWord>& words, std::size_t i) const {
  std::size_t found = 0;
  for (const auto& name : whole_)
    if (name.size() > found && i + name.size() <= words.size() && is_whole(text, &words[i], name)) found = name.size();
  if (found > 0 || !words[i].capital) return found;
  const std::string_view word = words[i].folded;
  return std::any_of(stems_.begin(), stems_.end(), [&](const NameStem& s) {
    return word.starts_with(s.letters) && (s.whole || word.size() > s.letters.size()) &&
           is_name_ending(word.substr(s.letters.size()));
  });
}

std::string Names::taken_out_of(std::string_view text, std::size_t& places) const {
  const auto words = name_words(text);
  std::string out;
  std::size_t done = 0;  // up to where the text is in `out`
  bool after_name = false;
  for (std::size_t i = 0; i < words.size();) {
    const auto count = words_from(text, words, i);
    if (count == 0) {
      ++i;
      continue;
    }
    const auto between = text.substr(done, words[i].begin - done);
    if (!after_name || !are_side_by_side(between)) {
      out += between;
      out += in_place_of_a_name;
      ++places;
    }
    done = words[i + count - 1].end;
    after_name = true;
    i += count;
  }
  return out + std::string(text.substr(done));
}

}  // namespace psp::rules
