// Names of people within a text, taken out of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace psp::rules {

/// What stands where a name was.
constexpr std::string_view in_place_of_a_name = "[…]";

class Names {
 public:
  /// Names as people bear them ("Ana Liepsala") or as files hold them ("ana").
  explicit Names(const std::vector<std::string>& names);

  /// The text with `[…]` in place of each of the names; `places` grows by how many those are. A whole name is found
  /// whatever its letters' case and diacritics. Of each of its parts that has a capital the declined forms are found
  /// as well (Jāņa of Jānis, Majin of Maja), where they have a capital too; names side by side become one `[…]`.
  std::string taken_out_of(std::string_view text, std::size_t& places) const;

 private:
  struct Stem {
    std::string letters;
    bool whole;  ///< it stands for itself without an ending
  };
  struct Word {
    std::size_t begin, end;
    std::string folded;
    bool capital;
  };
  static std::vector<Word> words_of(std::string_view text);
  void add_part(const Word& part);
  std::size_t words_from(std::string_view text, const std::vector<Word>& words, std::size_t i) const;
  static bool is_whole(std::string_view text, const Word* words, const std::vector<std::string>& name);

  std::vector<std::vector<std::string>> whole_;  // folded, word by word
  std::vector<Stem> stems_;
};

}  // namespace psp::rules
