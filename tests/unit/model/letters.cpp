#include "test.h"

#include "model/letters.h"

using namespace psp;

TEST_CASE("letters are folded to lower case without diacritics") {
  CHECK(folded("Kovač KOVAČ kovac") == "kovac kovac kovac");
  CHECK(folded("Ąžuolė Žagar Đorđe Ķīsis Ļūņa Škof ŠĶĒPS") == "azuole zagar dorde kisis luna skof skeps");
  CHECK(folded("Łódź Ærø Ÿ ß") == "lodz aero y ss");
  CHECK(folded("Kovac\xcc\x8c") == "kovac");  // has a combining caron
  CHECK(folded("1 × 2 ÷ 3 – 日本 🙂") == "1 × 2 ÷ 3 – 日本 🙂");
  CHECK(folded("a\xff"
               "B") ==
        "a\xff"
        "b");
}

TEST_CASE("what a word is made of") {
  for (const char32_t c : {U'a', U'Z', U'7', U'č', U'Ž', U'ß', U'ņ', U'日', U'д', char32_t{0x30c}}) CHECK(in_word(c));
  for (const char32_t c : {U' ', U'.', U'-', U'_', U'@', U'×', U'÷', U'“', U'–', U'…', U'€', U'→', U'、'})
    CHECK_FALSE(in_word(c));
}

TEST_CASE("capital letters") {
  for (const char32_t c : {U'A', U'Z', U'Č', U'Š', U'Ž', U'Ā', U'Ē', U'Ķ', U'Ļ', U'Ņ', U'Ÿ', U'Ö'}) {
    INFO(static_cast<std::uint32_t>(c));
    CHECK(is_capital(c));
  }
  for (const char32_t c : {U'a', U'z', U'č', U'š', U'ž', U'ā', U'ē', U'ķ', U'ļ', U'ņ', U'ÿ', U'ö', U'ß', U'1', U'×'}) {
    INFO(static_cast<std::uint32_t>(c));
    CHECK_FALSE(is_capital(c));
  }
}

TEST_CASE("capitals become small, and diacritics stay") {
  CHECK(in_lower_case("K-0555 Čeh ŽAGAR Īvāns ŸÖ Ярослав ΑΒΓ Ђ") == "k-0555 čeh žagar īvāns ÿö ярослав αβγ ђ");
  CHECK(in_lower_case("čeh 1 × ß 日本") == "čeh 1 × ß 日本");
  CHECK(in_lower_case("A\xff"
                      "B") ==
        "a\xff"
        "b");
}
