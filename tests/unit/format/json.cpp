#include "test.h"

#include <fmt/format.h>

#include "format/json.h"

using namespace psp::format;

namespace {

/// Returns `/path=value` of each, in order; "no JSON" if it is none.
std::string flat(std::string_view text) {
  const auto read = read_json(text);
  if (!read) return "no JSON";
  std::string all;
  for (const auto& [path, value] : *read) all += fmt::format("{}{}={}", all.empty() ? "" : " ", path, value);
  return all;
}

std::string nested(int levels) {
  return std::string(static_cast<std::size_t>(levels), '[') + "1" + std::string(static_cast<std::size_t>(levels), ']');
}

}  // namespace

TEST_CASE("each value of a document by its path") {
  CHECK(flat(R"({"a": {"b": [1, "two", true, null, 0.0761]}, "c": -3})") ==
        "/a/b/0=1 /a/b/1=two /a/b/2=true /a/b/3=null /a/b/4=0.0761 /c=-3");
  CHECK(flat("7") == "=7");
  CHECK(flat(" \n\"x\" ") == "=x");
}

TEST_CASE("empty lists and objects are left out") {
  CHECK(flat("{}") == "");
  CHECK(flat(R"({"errors": [], "route": {}, "n": 1})") == "/n=1");
}

TEST_CASE("paths and texts are as they were before they were escaped") {
  CHECK(flat(R"({"a/b": 1, "a~b": 2, "": 3, "č": 4})") == "/=3 /a~0b=2 /a~1b=1 /č=4");
  CHECK(flat(R"(["\"\\\/\b\f\n\r\t", "\u010d\ud83d\ude42", "\u0000"])") ==
        std::string("/0=\"\\/\b\f\n\r\t /1=č🙂 /2=") + '\0');
}

TEST_CASE("of a key that comes twice the last counts, with all that is in it") {
  CHECK(flat(R"({"a": 1, "a": 2})") == "/a=2");
  CHECK(flat(R"({"a": {"b": 1, "c": [2, 3]}, "a": {"c": [4]}})") == "/a/c/0=4");
  CHECK(flat(R"({"a": [1, 2], "a": []})") == "");
  CHECK(flat(R"({"a": {"b": 1}, "a": 2})") == "/a=2");
  CHECK(flat(R"({"a": 1, "a": {"b": 2}})") == "/a/b=2");
  CHECK(flat(R"([{"a": {"b": 1}, "a!": 2, "ab": 3, "\u0061": {}}, {"a": 4}])") == "/0/a!=2 /0/ab=3 /1/a=4");
}

TEST_CASE("what is no JSON is nothing") {
  for (const auto* text : {"",
                           " ",
                           "{",
                           "}",
                           "[1,]",
                           "{\"a\":}",
                           "{a: 1}",
                           "{'a': 1}",
                           "[1] x",
                           "nul",
                           "01",
                           "1.",
                           "+1",
                           "\"",
                           "\"\n\"",
                           "[\"\\x\"]",
                           "[\"\\ud83d\"]",
                           "// 1",
                           "NaN",
                           "<html></html>",
                           "\xff",
                           "[\"\xc3\"]",
                           "[\"\xed\xa0\x80\"]"}) {
    INFO(text);
    CHECK(flat(text) == "no JSON");
  }
  CHECK(flat(std::string_view("1\0", 2)) == "no JSON");
}

TEST_CASE("keys may be long, but not above so many values that memory would run out") {
  const auto below = [](std::size_t key, int values, std::string_view value) {
    std::string text = "{\"" + std::string(key, 'k') + "\": {\"a\": 0";
    for (int i = 0; i < values; ++i) text += fmt::format(", \"{}\": {}", i, value);
    return text + "}}";
  };
  CHECK(flat(below(100'000, 1, "1")) != "no JSON");
  CHECK(flat(below(100'000, 40'000, "1")) == "no JSON");
  CHECK(flat(below(100'000, 40'000, "{}")) == "no JSON");
  CHECK(flat(below(100, 40'000, "1")) != "no JSON");
}

TEST_CASE("a document is nested no more than 32 levels deep") {
  CHECK(flat(nested(32)) != "no JSON");
  CHECK(flat(nested(33)) == "no JSON");
  CHECK(flat(nested(1'000'000)) == "no JSON");
  CHECK(flat(std::string(1'000'000, '[')) == "no JSON");
}
