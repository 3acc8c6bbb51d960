#include "store/git/texts.h"

#include <string>

#include "test.h"

using namespace psp;
using store::searchable;
using namespace std::string_literals;

TEST_CASE("a text is searched as it is") {
  const auto found = searchable("Maja\x01Lipnik\xff\n");
  CHECK(found.whole);
  CHECK(found.text == "Maja\x01Lipnik\xff\n");
}

TEST_CASE("of what is no text, what reads as text is searched, each piece on its own line") {
  const auto found = searchable("\x10\0\0Maja Kalni\xc5\x86\xc5\xa1\0\0short\0\xff\x80\tin a line\x7f\0"s);
  CHECK_FALSE(found.whole);
  CHECK(found.text == "Maja Kalni\xc5\x86\xc5\xa1\n\tin a line\n");
}
