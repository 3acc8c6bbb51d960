// A catalogue of translations in the form that msgfmt(1) compiles: GNU's .mo. It is part of the program, and nothing of
// it is prepared when psp starts: a text is looked for where it is wanted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace psp::i18n {

class Catalogue {
 public:
  /// Returns which of a language's plural forms a count takes, from 0: the rule in the catalogue's header.
  using PluralForm = std::size_t (*)(std::uint64_t count);

  /// `bytes` must be what msgfmt wrote on a machine of this byte order, and live as long as the program.
  constexpr Catalogue(std::span<const unsigned char> bytes, PluralForm form) : bytes_(bytes), form_(form) {}

  /// Returns the translation of a text in its context; "" if there is none. For a text that counts, `plural` is its
  /// English plural, else "".
  std::string_view find(std::string_view context, std::string_view text, std::string_view plural,
                        std::int64_t count) const;

  /// Returns the number of texts, its header among them.
  std::size_t size() const { return number_at(8); }
  /// Returns what is kept at a place below size(): the context with U+0004 behind it, if there is one, and the text,
  /// with a plural behind U+0000; and the translation, with its forms parted in the same way.
  std::string_view key(std::size_t place) const { return text_at(12, place); }
  std::string_view translation(std::size_t place) const { return text_at(16, place); }

 private:
  std::uint32_t number_at(std::size_t offset) const;
  std::string_view text_at(std::size_t table, std::size_t place) const;

  std::span<const unsigned char> bytes_;
  PluralForm form_;
};

}  // namespace psp::i18n
