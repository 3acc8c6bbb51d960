// Words that names and addresses are made of, and their forms.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/reading.h"

namespace psp::rules {

/// A word of a text: letters and digits. A name is made of words.
struct NameWord {
  std::size_t begin, end;  ///< its place in Reading::letters()
  std::string folded;      ///< as it stands there
  bool capital;            ///< it begins with one
};
std::vector<NameWord> name_words(const Reading&);
/// The same of a name or an address by itself.
std::vector<NameWord> name_words(std::string_view text);

/// What stays of a part of a name when it is declined.
struct NameStem {
  std::string letters;  ///< folded
  bool whole;           ///< it stands for itself without an ending
};
/// Of one folded word; none where it is no part of a name: with digits, or a letter alone.
std::vector<NameStem> name_stems(std::string_view part);

/// What endings are made of, and how long they are at most.
bool is_name_ending(std::string_view rest);
constexpr std::size_t longest_name_ending = 3;

/// Returns whether a folded word is another in any case of declension.
bool is_form_of(const std::string& word, const std::string& of);

/// Returns what lies between two words of a text in plain letters.
inline std::string_view between(std::string_view text, const NameWord& a, const NameWord& b) {
  return text.substr(a.end, b.begin - a.end);
}

/// How many bytes lie at most between words that belong together.
constexpr std::size_t longest_gap = 3;

/// Returns whether two words between which this lies may be parts of one name: blanks, dashes, `_`, `,`, `.`.
bool are_near(std::string_view between);

/// True where nothing but blanks or a dash lies between two names: they are then one.
bool are_side_by_side(std::string_view between);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool has_digit(std::string_view word);

/// Returns the name with letters in place of marks as passports and e-mails have them (đ as dj, ü as ue, ш as sh); as
/// it is where it has none of these.
std::string transliterated(std::string_view name);

}  // namespace psp::rules
