// Names of people within a text, taken out of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace psp::rules {

/// What stands where a name was.
constexpr std::string_view in_place_of_a_name = "[…]";

/// A word of a text: letters and digits. A name is made of words.
struct NameWord {
  std::size_t begin, end;  ///< its place in the text
  std::string folded;      ///< model/letters.h
  bool capital;            ///< it begins with one
};
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

/// True where nothing but blanks or a dash lies between two names: they are then one.
bool are_side_by_side(std::string_view between);

class Names {
 public:
  /// Names as people bear them ("Ana Liepsala") or as files hold them ("ana").
  explicit Names(const std::vector<std::string>& names);

  /// The text with `[…]` in place of each of the names; `places` grows by how many those are. A whole name is found
  /// whatever its letters' case and diacritics. Of each of its parts that has a capital the declined forms are found
  /// as well (Jāņa of Jānis, Majin of Maja), where they have a capital too; names side by side become one `[…]`.
  std::string taken_out_of(std::string_view text, std::size_t& places) const;

 private:
  std::size_t words_from(std::string_view text, const std::vector<NameWord>& words, std::size_t i) const;
  static bool is_whole(std::string_view text, const NameWord* words, const std::vector<std::string>& name);

  std::vector<std::vector<std::string>> whole_;  // folded, word by word
  std::vector<NameStem> stems_;
};

}  // namespace psp::rules
