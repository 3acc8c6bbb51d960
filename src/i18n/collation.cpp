#include "i18n/collation.h"

#include "i18n/languages.h"
#include "model/letters.h"
#include "model/unicode.h"
#include "model/utf8.h"

namespace psp::i18n {
namespace {

constexpr char32_t last_of_marks = 0x110000;  // sorts y after every i, ī among them
constexpr char32_t room = 4;                  // for the letters that follow a plain one: more than the most steps

/// The keys by which a text is compared: each decides if the one before it is equal.
struct Key {
  std::u32string letters, marks;
  std::string_view text;
};

Key key_of(Language language, std::string_view text) {
  Key key{{}, {}, text};
  const auto small = in_lower_case(composed(text));
  std::string_view rest = small;
  while (!rest.empty()) {
    const auto [code, length] = decode(rest);
    const auto letter = rest.substr(0, length == 0 ? 1 : length);
    rest.remove_prefix(letter.size());
    auto first = length == 0 ? static_cast<unsigned char>(letter.front()) : code;
    auto mark = code;
    char32_t steps = 0;
    if (const auto plain = folded(letter); plain.size() == 1) first = static_cast<unsigned char>(plain.front());
    for (const auto& place : row_of(language).letters)
      if (place.letter == code) {
        first = static_cast<unsigned char>(place.after);
        steps = place.steps;
        mark += last_of_marks;
      }
    key.letters += static_cast<char32_t>(first * room + steps);
    key.marks += mark;
  }
  return key;
}

}  // namespace

bool Alphabetical::operator()(std::string_view a, std::string_view b) const {
  const auto x = key_of(language, a), y = key_of(language, b);
  if (const auto by_letter = x.letters.compare(y.letters); by_letter != 0) return by_letter < 0;
  if (const auto by_mark = x.marks.compare(y.marks); by_mark != 0) return by_mark < 0;
  return b < a;  // small letters, which are greater bytes, come before capitals
}

}  // namespace psp::i18n
