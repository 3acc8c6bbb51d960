// Random words in each language's letters: `collation [--runs N] [--seed S]`. Any two stand in i18n's order as in
// ICU's. Ends with `N passed, N failed`.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <unicode/tblcoll.h>

#include "i18n/collation.h"

namespace {

using psp::Language;

struct Row {
  Language language;
  const char* rules;  // are those of CLDR 42
  std::vector<std::string_view> letters;
};

const std::array rows{
    Row{Language::en,
        "",
        {"a", "b", "c", "e", "i", "o", "s", "z", "A", "C", "Z", "é", "ö", "č", "š", " ", "-", "1", "9"}},
    Row{Language::sl, "&C<č<<<Č<ć<<<Ć&D<đ<<<Đ&S<š<<<Š&Z<ž<<<Ž", {"a", "b", "c", "č", "ć", "d", "đ", "e", "s",
                                                                 "š", "t", "z", "ž", "A", "C", "Č", "Ć", "Đ",
                                                                 "Š", "Z", "Ž", "é", "ö", " ", "-", "1"}},
    Row{Language::lv,
        "&C<č<<<Č&G<ģ<<<Ģ&I<<y<<<Y&K<ķ<<<Ķ&L<ļ<<<Ļ&N<ņ<<<Ņ&R<ŗ<<<Ŗ&S<š<<<Š&Z<ž<<<Ž",
        {"a", "ā", "b", "c", "č", "d", "e", "ē", "g", "ģ", "h", "i", "ī", "j", "k", "ķ",
         "l", "ļ", "n", "ņ", "o", "r", "s", "š", "t", "u", "ū", "y", "z", "ž", "Ā", "Č",
         "Ē", "Ģ", "I", "Ī", "K", "Ķ", "Ļ", "Ņ", "Š", "Ū", "Y", "Ž", " ", "-", "7"}}};

int sign(int n) { return (n > 0) - (n < 0); }

int sign_of(const psp::i18n::Alphabetical& before, const std::string& a, const std::string& b) {
  return before(b, a) - before(a, b);
}

}  // namespace

int main(int count, char** words) {
  std::uint64_t runs = 20000, seed = 1;
  for (int i = 1; i + 1 < count; i += 2)
    (std::string_view(words[i]) == "--seed" ? seed : runs) = std::strtoull(words[i + 1], nullptr, 10);

  std::mt19937_64 random(seed);
  std::uint64_t passed = 0, failed = 0;
  for (const auto& row : rows) {
    auto status = U_ZERO_ERROR;
    const auto icu = std::make_unique<icu::RuleBasedCollator>(icu::UnicodeString::fromUTF8(row.rules), status);
    if (U_FAILURE(status)) {
      fmt::print("ICU does not take the rules of {}: {}\n", psp::word(row.language), u_errorName(status));
      return 1;
    }
    const psp::i18n::Alphabetical ours{row.language};
    const auto word = [&] {
      std::string text;
      for (auto n = random() % 5; n > 0; --n) text += row.letters[random() % row.letters.size()];
      return text;
    };
    for (std::uint64_t i = 0; i < runs; ++i) {
      const auto a = word(), b = word();
      const auto theirs = sign(icu->compareUTF8(a, b, status));
      if (U_SUCCESS(status) && theirs == sign_of(ours, a, b)) {
        ++passed;
        continue;
      }
      if (++failed <= 20)
        fmt::print("{}: \"{}\" and \"{}\": ICU says {}, psp {}\n", psp::word(row.language), a, b, theirs,
                   sign_of(ours, a, b));
    }
  }
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed != 0 || passed == 0;
}
