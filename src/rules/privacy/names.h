// The words of names and addresses, and their declined forms.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/search_text.h"

namespace psp::rules {

/// A word of letters and digits in a text.
struct NameWord {
  std::size_t begin, end;  ///< its place in Reading::letters()
  std::string folded;      ///< its plain letters
  bool capital;            ///< it begins with a capital letter
};
/// Return the words of a text, in order.
std::vector<NameWord> name_words(const Reading&);
std::vector<NameWord> name_words(std::string_view text);

/// The part of a name that stays the same when the name is declined.
struct NameStem {
  std::string letters;  ///< plain letters
  bool whole;           ///< the name is this stem, without an ending
};
/// Returns the stems of one word in plain letters; none if it has digits or is a single letter.
std::vector<NameStem> name_stems(std::string_view part);

/// Returns true if the rest of a word behind a stem, which may be "", can be an ending.
bool is_name_ending(std::string_view rest);
constexpr std::size_t longest_name_ending = 3;

/// Returns true if a word is another one in any case of declension, both in plain letters.
bool is_form_of(const std::string& word, const std::string& of);

/// Returns what lies between two words of a text in plain letters.
inline std::string_view between(std::string_view text, const NameWord& a, const NameWord& b) {
  return text.substr(a.end, b.begin - a.end);
}

/// The most bytes that may lie between words that belong together.
constexpr std::size_t longest_gap = 3;

/// Returns true if two words between which this lies may be parts of one name: blanks, dashes, `_`, `,`, `.`.
bool are_near(std::string_view between);

/// Returns true if only blanks, line breaks and dashes lie between two names, which then count as one.
bool are_side_by_side(std::string_view between);

bool has_digit(std::string_view word);

/// Returns the name spelled without marks as in passports and e-mails (đ as dj, ü as ue, ш as sh), in composed form;
/// letters that have no such spelling stay.
std::string transliterated(std::string_view name);

}  // namespace psp::rules
