#include "rules/privacy/names.h"

#include <algorithm>
#include <utility>

#include "model/letters.h"
#include "model/text.h"
#include "model/unicode.h"
#include "model/utf8.h"

namespace psp::rules {
namespace {

/// The endings of a name in the nominative (Slovenian, Latvian), the longer first.
constexpr std::string_view first_endings[] = {"is", "us", "as", "es", "a", "e", "i", "o", "s"};
/// The letters of the endings of the other cases, and of possessive adjectives (Majin, Tomažev).
constexpr std::string_view ending_letters = "aeiousmnvj";
constexpr std::size_t shortest_part = 2;

/// A small letter, and the letters that stand for it in a text without marks.
struct Transliteration {
  char32_t letter;
  std::string_view as;
};
constexpr Transliteration transliterations[] = {
    {U'đ', "dj"}, {U'ä', "ae"}, {U'ö', "oe"}, {U'ü', "ue"}, {U'ø', "oe"},   {U'å', "aa"}, {U'ђ', "dj"}, {U'ж', "zh"},
    {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'ш', "sh"}, {U'щ', "shch"}, {U'ю', "iu"}, {U'я', "ia"}, {U'є', "ie"},
};

constexpr std::size_t shortest_declined = 3;  // of a declined form

std::string_view stem_of(std::string_view name) {
  for (const auto ending : first_endings) {
    const std::size_t least = ending.size() == 1 ? 2 : 3;
    if (name.ends_with(ending) && name.size() >= least + ending.size())
      return name.substr(0, name.size() - ending.size());
  }
  return name;
}

/// Returns true for a name that loses its last vowel when it is declined: Pavel, Pavla; Zoravec, Zoravca; Ključarac,
/// Ključarca.
bool loses_its_vowel(std::string_view stem) {
  if (stem.size() <= 3 || std::string_view("aeiou").find(stem[stem.size() - 3]) != std::string_view::npos) return false;
  const auto vowel = stem[stem.size() - 2], last = stem.back();
  return (vowel == 'e' && std::string_view("cklnr").find(last) != std::string_view::npos) ||
         (vowel == 'a' && last == 'c');
}

}  // namespace

bool is_name_ending(std::string_view rest) {
  return rest.size() <= longest_name_ending && rest.find_first_not_of(ending_letters) == std::string_view::npos;
}

bool is_form_of(const std::string& word, const std::string& of) {
  if (word == of) return true;
  for (const auto& stem : name_stems(of))
    if (stem.letters.size() >= shortest_declined && word.starts_with(stem.letters) &&
        is_name_ending(std::string_view(word).substr(stem.letters.size())))
      return true;
  return false;
}

bool are_near(std::string_view between) {
  return between.size() <= longest_gap && between.find_first_not_of(" \n-_,.") == std::string_view::npos;
}

bool has_digit(std::string_view word) { return std::any_of(word.begin(), word.end(), is_digit); }

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
  if (loses_its_vowel(stem)) {
    stems.push_back({std::string(stem), false});
    stems.back().letters.erase(stem.size() - 2, 1);
  }
  return stems;
}

std::string transliterated(std::string_view name) {
  const auto letters = composed(name), small = in_lower_case(letters);
  std::string out;
  for (std::size_t at = 0, in_small = 0; at < letters.size() && in_small < small.size();) {
    const auto [code, length] = decode(std::string_view(letters).substr(at));
    const auto [small_code, small_length] = decode(std::string_view(small).substr(in_small));
    const auto* row = std::find_if(std::begin(transliterations), std::end(transliterations),
                                   [&, c = small_code](const auto& t) { return t.letter == c; });
    if (row == std::end(transliterations)) {
      out += letters.substr(at, std::max<std::size_t>(length, 1));
    } else {
      out += row->as;
      if (code != small_code) out[out.size() - row->as.size()] += 'A' - 'a';
    }
    at += std::max<std::size_t>(length, 1);
    in_small += std::max<std::size_t>(small_length, 1);
  }
  return out;
}

}  // namespace psp::rules
