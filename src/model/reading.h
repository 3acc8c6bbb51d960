// A text as one reads it who looks for names and numbers: however it is written, it is the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace psp {

/// Whether a backslash in a text begins an escape of TOML, as `\u010d` in a basic string.
enum class Escapes { as_they_stand, read };

/// A text in plain letters (plain(), model/unicode.h): in lower case, without marks and without what shows nothing,
/// with one kind of blank and of dash. Each byte knows where in the text it was read from.
class Reading {
 public:
  explicit Reading(std::string_view text, Escapes escapes = Escapes::as_they_stand);

  /// In UTF-8; a byte of the text that is none stands as it is.
  const std::string& letters() const { return letters_; }

  /// Where in the text that begins which is read as the byte `at`; the text's end for the end.
  std::size_t begins(std::size_t at) const { return as_it_is_ ? at : places_[at].begin; }
  /// Where that ends which is read as the byte before `at`.
  std::size_t ends(std::size_t at) const { return as_it_is_ || at == 0 ? at : places_[at - 1].end; }
  /// True where the byte `at` is read from a capital.
  bool capital(std::size_t at) const;

 private:
  struct Place {
    std::uint32_t begin, end;
    bool capital;
  };
  void read_ascii(std::string_view text);
  void add(std::string_view letters, std::size_t begin, std::size_t end, bool capital);

  std::string_view text_;  // where it is as it is
  std::string letters_;
  bool as_it_is_ = false;  // byte for byte
  std::vector<Place> places_;
};

}  // namespace psp
