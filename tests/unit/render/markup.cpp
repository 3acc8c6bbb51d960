#include "test.h"

#include <fmt/format.h>

#include "model/utf8.h"
#include "render/markup.h"

using namespace psp;
using namespace psp::render;

namespace {

std::string utf8(char32_t c) {
  const auto byte = [](char32_t n) { return static_cast<char>(n); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xc0 | (c >> 6)), byte(0x80 | (c & 0x3f))};
  return {byte(0xe0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3f)), byte(0x80 | (c & 0x3f))};
}

/// Returns C0 without tab and line break, DEL, C1, and some of what has no width or turns text.
std::vector<char32_t> controls() {
  std::vector<char32_t> all;
  for (char32_t c = 0; c < 0x20; ++c)
    if (c != '\t' && c != '\n') all.push_back(c);
  for (char32_t c = 0x7f; c < 0xa0; ++c) all.push_back(c);
  for (const char32_t c : {0x61cu, 0x200bu, 0x200eu, 0x200fu, 0x202au, 0x202bu, 0x202cu, 0x202du, 0x202eu, 0x2066u,
                           0x2067u, 0x2068u, 0x2069u, 0xfeffu})
    all.push_back(c);
  return all;
}

std::string shown(char32_t c) { return fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(c)); }

std::string cell(std::string_view text) {
  auto row = csv_row({std::string(text)});
  REQUIRE(row.ends_with("\r\n"));
  return row.substr(0, row.size() - 2);
}

constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

}  // namespace

TEST_CASE("CSV is that of RFC 4180") {
  CHECK(csv_row({"a", "b c", ""}) == "a,b c,\r\n");
  CHECK(csv_row({"a,b", "say \"yes\"", "two\nlines"}) == "\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\"\r\n");
  CHECK(csv_row({"č", "🙂;"}) == "č,\"🙂;\"\r\n");
  CHECK(csv_row({"a\tb", "c,d", "1,5"}, CsvFor::excel) == "\"a\tb\";\"c,d\";\"1,5\"\r\n");
}

TEST_CASE("CSV: what a spreadsheet would take for a formula is text") {
  for (const auto* start : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    CHECK(cell(std::string(start) + "1+1") == std::string("'") + start + "1+1");
    CHECK(cell(std::string("1") + start + "1") == std::string("1") + start + "1");
  }
  CHECK(cell("\t=1") == "\"'\t=1\"");
  CHECK(cell("\n=1") == "\"'\n=1\"");
  CHECK(cell("\r=1") == "'\\u{d}=1");
  CHECK(cell("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  CHECK(cell("<5") == "<5");
  CHECK(cell("0.0761") == "0.0761");
}

TEST_CASE("CSV: control characters are shown, and hide no formula") {
  for (const auto c : controls()) {
    INFO(shown(c));
    CHECK(cell("a" + utf8(c) + "b") == "a" + shown(c) + "b");
    const auto first = cell(utf8(c) + "=1");
    CHECK(first == (c == '\r' ? "'" : "") + shown(c) + "=1");
  }
  CHECK(cell("a\xff") == "a\\x{ff}");
}

TEST_CASE("HTML: five characters are markup, and all others stay") {
  CHECK(html("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  for (const char c : punctuation) {
    const std::string text(1, c);
    if (std::string_view("&<>\"'").find(c) == std::string_view::npos) CHECK(html(text) == text);
    else CHECK(html(text).starts_with("&"));
  }
  CHECK(html("Bērziņa\n🙂") == "Bērziņa\n🙂");
  for (const auto c : controls()) CHECK(html("a" + utf8(c)) == "a" + shown(c));
}

TEST_CASE("HTML to be read back keeps what is hidden") {
  CHECK(html_exact("\xe2\x80\xae<\"") == "\xe2\x80\xae&lt;&quot;");
}

TEST_CASE("a page is one of its own: its language, its title, nothing from outside") {
  const auto page = html_page("A <b> & \"c\"", Language::lv, "p { color: red; }", "<p>x</p>\n");
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"lv\">\n"));
  CHECK(page.find("<title>A &lt;b&gt; &amp; &quot;c&quot;</title>") != std::string::npos);
  CHECK(page.find("default-src 'none'") != std::string::npos);
  CHECK(page.find("p { color: red; }</style>") != std::string::npos);
  CHECK(page.ends_with("<body>\n<p>x</p>\n</body>\n</html>\n"));
}

TEST_CASE("Markdown: what would be markup within a line is escaped") {
  CHECK(markdown("plain text, č 🙂 (1.5 %)") == "plain text, č 🙂 (1.5 %)");
  for (const char c : punctuation) {
    const std::string text = std::string("a") + c + "b";
    const bool marks = std::string_view("\\`*_[]<>|&~").find(c) != std::string_view::npos;
    CHECK(markdown(text) == (marks ? std::string("a\\") + c + "b" : text));
  }
  CHECK(markdown("![x](http://y)") == "!\\[x\\](http\\://y)");
  CHECK(markdown("a|b") == "a\\|b");
}

TEST_CASE("Markdown: what would begin a block at the start of a line is escaped there alone") {
  for (const char c : std::string_view("#+-=:")) {
    CHECK(markdown(std::string(1, c) + " x") == std::string("\\") + c + " x");
    CHECK(markdown(std::string("   ") + c + " x") == std::string("\\") + c + " x");
    CHECK(markdown(std::string("x") + c + "x") == std::string("x") + c + "x");
  }
  CHECK(markdown("1. x") == "1\\. x");
  CHECK(markdown(" 12) x") == "12\\) x");
  CHECK(markdown("1.5") == "1\\.5");
  CHECK(markdown("a 1. b") == "a 1. b");
  CHECK(markdown("2026-10") == "2026-10");
  CHECK(markdown("     code") == "code");
  CHECK(markdown("Office #") == "Office \\#");
  CHECK(markdown("one\n\n# two") == "one  \\# two");
  CHECK(markdown("") == "");
  CHECK(markdown("  ") == "");
}

TEST_CASE("Markdown: within a line what begins a block is text") {
  CHECK(markdown_cell("- 1. # = :") == "- 1. # = :");
  CHECK(markdown_cell("0.0 %") == "0.0 %");
  CHECK(markdown_cell("a|*b*") == "a\\|\\*b\\*");
}

TEST_CASE("Markdown: control characters are shown") {
  for (const auto c : controls()) CHECK(markdown("a" + utf8(c)) == "a\\" + shown(c));
}

TEST_CASE("a table of Markdown has its numbers to the right") {
  CHECK(markdown_table({{"", "2026-10"}, {"opened", "6"}}, 1) == "|  | 2026-10 |\n| --- | ---: |\n| opened | 6 |\n");
}
