#include "test.h"

#include <fmt/format.h>

#include "i18n/tr.h"
#include "model/utf8.h"
#include "render/json.h"
#include "render/printable.h"
#include "render/table.h"

using namespace psp;
using namespace psp::render;

namespace {

std::string encoded(char32_t c) {
  const auto byte = [](char32_t n) { return static_cast<char>(n); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xc0 | (c >> 6)), byte(0x80 | (c & 0x3f))};
  if (c < 0x10000) return {byte(0xe0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3f)), byte(0x80 | (c & 0x3f))};
  return {byte(0xf0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3f)), byte(0x80 | ((c >> 6) & 0x3f)),
          byte(0x80 | (c & 0x3f))};
}

std::string json_of(std::string_view text) {
  auto written = Json().value(text).text();
  written.pop_back();
  return written;
}

const std::vector<std::string> no_utf8{"\x80",
                                       "\xbf",
                                       "\xc0\x80",
                                       "\xc1\xbf",
                                       "\xc3",
                                       "\xc3(",
                                       "\xe2\x82",
                                       "\xe0\x80\x80",
                                       "\xe0\x9f\xbf",
                                       "\xed\xa0\x80",
                                       "\xed\xbf\xbf",
                                       "\xf0\x80\x80\x80",
                                       "\xf0\x8f\xbf\xbf",
                                       "\xf4\x90\x80\x80",
                                       "\xf5\x80\x80\x80",
                                       "\xff",
                                       "\xfe",
                                       "\xf0\x9f\x99"};

}  // namespace

TEST_CASE("code points are decoded, and what is no UTF-8 is not") {
  for (char32_t c = 0; c <= 0x10ffff; ++c) {
    if (c >= 0xd800 && c < 0xe000) continue;
    const auto text = encoded(c);
    const auto decoded = decode(text + "x");
    if (decoded.code != c || decoded.length != text.size() ||
        (text.size() > 1 && decode(text.substr(0, text.size() - 1)).length != 0))
      FAIL(static_cast<std::uint32_t>(c));
  }
  for (const auto& bytes : no_utf8) {
    INFO(fmt::format("{:02x}", fmt::join(std::vector<unsigned char>(bytes.begin(), bytes.end()), " ")));
    CHECK(decode(bytes).length == 0);
  }
}

TEST_CASE("control characters are shown") {
  CHECK(printable("Ana Kovač 🙂\n\ttwo") == "Ana Kovač 🙂\n\ttwo");
  for (char32_t c = 0; c < 0x20; ++c)
    if (c != '\n' && c != '\t')
      CHECK(printable(encoded(c)) == fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(c)));
  for (char32_t c = 0x7f; c < 0xa0; ++c)
    CHECK(printable(encoded(c)) == fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(c)));
  CHECK(printable("a\x1b[31mb\r") == "a\\u{1b}[31mb\\u{d}");
  CHECK(printable_line("one\ntwo\tthree\x1b") == "one two three\\u{1b}");
}

TEST_CASE("bidirectional and zero-width characters are shown") {
  // These are all of Unicode's bidirectional controls, its line and paragraph separators, and some of what has no width
  // and of tags.
  for (const char32_t c : {0xadu,   0x61cu,  0x180eu, 0x200bu, 0x200cu, 0x200du,  0x200eu,  0x200fu, 0x2028u, 0x2029u,
                           0x202au, 0x202bu, 0x202cu, 0x202du, 0x202eu, 0x2060u,  0x2064u,  0x2066u, 0x2067u, 0x2068u,
                           0x2069u, 0x206fu, 0xfeffu, 0xfff9u, 0xfffbu, 0xe0001u, 0xe0041u, 0xe007fu}) {
    INFO(static_cast<std::uint32_t>(c));
    CHECK(printable("a" + encoded(c)) == fmt::format("a\\u{{{:x}}}", static_cast<std::uint32_t>(c)));
  }
  for (const char32_t c : {0xa0u, 0x10du, 0x301u, 0x2010u, 0x2014u, 0x20acu, 0xfffdu, 0x1f642u})
    CHECK(printable(encoded(c)) == encoded(c));
}

TEST_CASE("bytes that are no UTF-8 are shown, each") {
  CHECK(printable("a\xff"
                  "b\xc3") == "a\\x{ff}b\\x{c3}");
  CHECK(printable("\xed\xa0\x80") == "\\x{ed}\\x{a0}\\x{80}");
  CHECK(printable("\xc3\xc4\x8d") == "\\x{c3}č");
  for (const auto& bytes : no_utf8)
    for (const auto c : printable(bytes)) CHECK(static_cast<unsigned char>(c) < 0x80);
}

TEST_CASE("JSON strings are valid whatever they hold") {
  CHECK(json_of("plain") == "\"plain\"");
  CHECK(json_of("") == "\"\"");
  CHECK(json_of("say \"yes\" \\ no / č 🙂") == R"("say \"yes\" \\ no / č 🙂")");
  CHECK(json_of("a\nb\tc\rd") == R"("a\nb\tc\u000dd")");
  for (int c = 0; c < 0x20; ++c)
    if (c != '\n' && c != '\t') CHECK(json_of(std::string(1, static_cast<char>(c))) == fmt::format("\"\\u{:04x}\"", c));
  CHECK(json_of("a\xff"
                "b") ==
        "\"a\xef\xbf\xbd"
        "b\"");
  for (const auto& bytes : no_utf8) {
    auto rest = std::string_view();
    const auto written = json_of(bytes);
    rest = written;
    while (!rest.empty()) {
      const auto length = decode(rest).length;
      REQUIRE(length > 0);
      rest.remove_prefix(length);
    }
  }
}

TEST_CASE("JSON has its commas where they belong") {
  Json json;
  json.begin_object().member("a", std::int64_t{1}).key("b").begin_array();
  json.value("x").value(true).null().begin_object().end_object().begin_array().end_array().end_array();
  json.member("c", std::optional<Date>())
      .member("d", std::optional<Date>(Date{2026, 3, 9}))
      .member("e\"", false)
      .end_object();
  CHECK(json.text() ==
        "{\"a\": 1, \"b\": [\"x\", true, null, {}, []], \"c\": null, \"d\": \"2026-03-09\", \"e\\\"\": false}\n");

  const auto value = [](const Value& v) { return Json().value(v).text(); };
  CHECK(value(std::string("x")) == "\"x\"\n");
  CHECK(value(std::int64_t{-5}) == "-5\n");
  CHECK(value(true) == "true\n");
  CHECK(value(Date{2026, 3, 9}) == "\"2026-03-09\"\n");
  CHECK(value(LocalTime{{2026, 3, 9}, 10, 0, 0}) == "\"2026-03-09T10:00:00\"\n");
  CHECK(value(Moment{{{2026, 3, 9}, 10, 0, 0}, 60}) == "\"2026-03-09T10:00:00+01:00\"\n");
  CHECK(value(Texts{"a", "b"}) == "[\"a\", \"b\"]\n");
}

TEST_CASE("tables are aligned, with letters outside of ASCII as well") {
  CHECK(table({}) == "");
  CHECK(table({{"2026-0042", "Kovač", "x"}, {"7", "Bērziņa-Ozola", "y"}}) ==
        "2026-0042  Kovač          x\n"
        "7          Bērziņa-Ozola  y\n");
  CHECK(table({{"日本", "x"}, {"Ana", "y"}, {"C\xcc\x8c", "z"}}) == "日本  x\nAna   y\nC\xcc\x8c     z\n");
  // Empty columns and blanks at the end are left out; rows may be short.
  CHECK(table({{"a", "", "b", ""}, {"cc", "", "", ""}, {"d"}}) == "a   b\ncc\nd\n");
  CHECK(table({{"one\ntwo", "x"}, {"a\x1b", "y"}}) == "one two  x\na\\u{1b}  y\n");
  CHECK(table({{""}}) == "\n");
}
