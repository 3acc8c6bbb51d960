#include "render/changed_lines.h"

#include "test.h"

using psp::render::changed_lines;

TEST_CASE("lines that only one of two texts has, with their numbers") {
  CHECK(changed_lines("a\nb\nc\n", "a\nb\nc") == "");
  CHECK(changed_lines("a\nb\nc\nd\n", "a\nB\nc\ne\nd\n") == "-2 b\n+2 B\n+4 e\n");
  CHECK(changed_lines("", "a\r\n") == "+1 a\n");
  CHECK(changed_lines("a\nb\n", "") == "-1 a\n-2 b\n");
  CHECK(changed_lines("x\na\nb\ny\n", "x\nb\na\ny\n") == "-2 a\n+3 a\n");
  CHECK(changed_lines("a\n", "a\x1b[31m\n") == "-1 a\n+1 a\\u{1b}[31m\n");
}

TEST_CASE("texts that are too long to be compared line by line are shown from the first difference to the last") {
  std::string before = "first\n", after = "first\n";
  for (int i = 0; i < 3000; ++i) {
    before += std::to_string(i) + "\n";
    after += std::to_string(i + 1) + "\n";
  }
  const auto shown = changed_lines(before + "last\n", after + "last\n");
  CHECK(shown.find("first") == std::string::npos);
  CHECK(shown.find("last") == std::string::npos);
  CHECK(shown.starts_with("-2 0\n"));
}
