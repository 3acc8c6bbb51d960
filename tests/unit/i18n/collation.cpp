#include "test.h"

#include <algorithm>

#include "i18n/collation.h"

using namespace psp;

namespace {

using Words = std::vector<std::string>;

Words in_order(Language language, Words words) {
  std::reverse(words.begin(), words.end());
  std::sort(words.begin(), words.end(), i18n::Alphabetical{language});
  return words;
}

}  // namespace

TEST_CASE("words stand in the order of the language's letters") {
  const Words slovenian{"Cvetko", "Čatež", "Čeh",  "Ćosić",   "Drava", "Đorđe",
                        "Sever",  "Šuler", "Zajc", "Zarečje", "Žagar"};
  CHECK(in_order(Language::sl, slovenian) == slovenian);
  const Words latvian{"Abele", "Āboliņa", "Yakovs", "Īvāns", "Ivars", "Jānis", "Kalns", "Ķīsis", "Līvāni", "Ļaudona"};
  CHECK(in_order(Language::lv, latvian) == latvian);
  const Words english{"Abel", "Čeh", "Cvetko", "Žagar", "Zajc", "Zarečje"};
  CHECK(in_order(Language::en, english) == english);
}

TEST_CASE("one word written in several ways keeps one place") {
  const Words words{"", "a", "A", "ana", "Ana", "ANA", "Ana Novak", "Ana-Novak", "Ana1", "Anaž"};
  for (const auto language : {Language::en, Language::sl, Language::lv}) CHECK(in_order(language, words) == words);
  // A letter with a combining mark is that letter.
  CHECK(in_order(Language::sl, {"Cvetko",
                                "C\xcc\x8c"
                                "eh",
                                "Ćosić"}) == Words{"Cvetko",
                                                   "C\xcc\x8c"
                                                   "eh",
                                                   "Ćosić"});
  // Bytes that are no UTF-8 have a place, too.
  const i18n::Alphabetical before{Language::sl};
  CHECK(before("a\xff", "b"));
  CHECK(before("a\xfe", "a\xff") != before("a\xff", "a\xfe"));
}
