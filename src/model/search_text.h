// A text prepared for a search for names and numbers, so that no difference of spelling hides one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace psp {

/// Says whether a backslash begins an escape of TOML, as `\u010d` in a basic string, or stands for itself.
enum class Escapes { as_they_stand, read };

/// Holds a text in plain letters (plain(), model/unicode.h): in lower case, without marks and without what shows
/// nothing, with one kind of blank and of dash; and for each byte of that, its place in the text. The text must outlive
/// it. It does not change once made, so several threads may share it.
class Reading {
 public:
  explicit Reading(std::string_view text, Escapes escapes = Escapes::as_they_stand);

  /// Returns the plain letters in UTF-8; bytes of the text that are not UTF-8 stand in it as they are.
  const std::string& letters() const { return letters_; }

  /// Returns where in the text that begins from which the byte `at` of letters() was read; its end for their end.
  std::size_t begins(std::size_t at) const { return as_it_is_ ? at : places_[at].begin; }
  /// Returns where in the text that ends from which the byte before `at` was read; 0 for 0.
  std::size_t ends(std::size_t at) const { return as_it_is_ || at == 0 ? at : places_[at - 1].end; }
  /// Returns true if the byte `at` was read from a capital letter.
  bool capital(std::size_t at) const;

 private:
  struct Place {
    std::uint32_t begin, end;
    bool capital;
  };
  void read_ascii(std::string_view text);
  void add(std::string_view letters, std::size_t begin, std::size_t end, bool capital);

  std::string_view text_;
  std::string letters_;
  bool as_it_is_ = false;  // each byte of letters_ has the same place in text_, and places_ is empty
  std::vector<Place> places_;
};

}  // namespace psp
