#include "test.h"

#include "model/unicode.h"

using namespace psp;

TEST_CASE("how many columns a text takes") {
  CHECK(columns("Čatež ob Savi") == 13);
  CHECK(columns("C\xcc\x8c") == 1);  // has a combining caron
  CHECK(columns("日本") == 4);
  CHECK(columns("🙂") == 2);
  CHECK(columns("\xff\xfe") == 2);
  CHECK(columns("") == 0);
}

TEST_CASE("a letter and its mark are composed") {
  CHECK(composed("C\xcc\x8c"
                 "ate\xcc\x8c"
                 "z") == "Čatěz");
  CHECK(composed("Čatež 日本") == "Čatež 日本");
  CHECK(composed("a\xff") == "a\xff");
}
