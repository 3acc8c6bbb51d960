#include "rules/privacy/names.h"

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

std::vector<NameWord> name_words(const Reading& reading) {
  std::vector<NameWord> words;
  const std::string_view text = reading.letters();
  bool inside = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto [code, length] = decode(text.substr(i));
    const auto next = i + std::max<std::size_t>(length, 1);
    const bool letter = length > 0 && in_word(code);
    if (letter && !inside) words.push_back({i, next, {}, reading.capital(i)});
    if (letter) words.back().end = next;
    inside = letter;
    i = next;
  }
  for (auto& w : words) w.folded = text.substr(w.begin, w.end - w.begin);
  return words;
}

std::vector<NameWord> name_words(std::string_view text) { return name_words(Reading(text)); }

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

}  // namespace psp::rules
