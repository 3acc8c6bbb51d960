#include "reading.h"

#include "render/client_file.h"
#include "render/markup.h"

using namespace psp;
using namespace psp::tests;

namespace {

report::ClientFile file_with(const std::string& text) {
  report::ClientFile file{msg("Client file {}", text), text, {}, std::nullopt, {}};
  file.head.emplace_back(msg("Client"), report::as_written(text));
  file.left_out = msg("Left out: {}.", text);
  report::ChronologyEntry whole{Date{2026, 3, 9}, {msg("The client said {}.", text)}, {}};
  whole.quotes = {{msg("Short:"), text, false}, {msg("Apart:"), text, true}};
  report::ChronologyEntry only_quote{Date{2026, 3, 9}, {}, {{msg("Apart:"), text, true}}};
  report::FileTable table{msg("Of {}", text),
                          {msg("What"), report::as_written(text)},
                          1,
                          {{report::as_written(text), report::as_written(text)}},
                          {}};
  file.sections.push_back({msg("Section {}", text), {whole, only_quote}, table});
  return file;
}

std::string page(const std::string& text) { return render::client_file_html(file_with(text), Language::en); }
std::string file_in_markdown(const std::string& text) {
  return render::client_file_markdown(file_with(text), Language::en);
}

std::size_t times_in(std::string_view text, std::string_view of) {
  std::size_t n = 0;
  for (auto at = text.find(of); at != std::string_view::npos; at = text.find(of, at + of.size())) ++n;
  return n;
}

}  // namespace

TEST_CASE("nothing that a user wrote becomes markup of a page") {
  const std::string text = "</p><script>alert(\"1\")</script>&amp;'x'";
  const auto html = page(text);
  INFO(html);
  CHECK(html.find("<script") == std::string::npos);
  const auto body = html.substr(html.find("<body>"));
  CHECK(body.find("alert(\"1\")") == std::string::npos);
  CHECK(times_in(html, "&lt;/p&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39;x&#39;") ==
        times_in(page("marker"), "marker"));
}

TEST_CASE("hidden characters are shown on a page and in Markdown") {
  const auto text = "a\u202e\u200bb\x1b[31m\x7f";
  for (const auto& out : {page(text), file_in_markdown(text)}) {
    CHECK(out.find('\x1b') == std::string::npos);
    CHECK(out.find("\u202e") == std::string::npos);
    CHECK(out.find("\u200b") == std::string::npos);
  }
  CHECK(page(text).find("a\\u{202e}\\u{200b}b\\u{1b}[31m\\u{7f}") != std::string::npos);
  CHECK(file_in_markdown(text).find("a\\\\u{202e}\\\\u{200b}b\\\\u{1b}\\[31m\\\\u{7f}") != std::string::npos);
}

TEST_CASE("a page has its headings in order and each table its header cells") {
  const auto html = page("x");
  INFO(html);
  CHECK(times_in(html, "<h1>") == 1);
  CHECK(times_in(html, "<h2>") == 1);
  CHECK(html.find("<h1>") < html.find("<h2>"));
  CHECK(times_in(html, "<table") == times_in(html, "<caption>"));
  CHECK(html.find("<th scope=\"col\">What</th><th scope=\"col\" class=\"number\">x</th>") != std::string::npos);
  CHECK(html.find("<th scope=\"row\">x</th><td class=\"number\">x</td>") != std::string::npos);
  CHECK(html.find("<html lang=\"en\">") != std::string::npos);
  CHECK(html.find("<dt><time datetime=\"2026-03-09\">9 March 2026</time></dt>") != std::string::npos);
  CHECK(html.find("<p class=\"left-out\">Left out: x.</p>") != std::string::npos);
  CHECK(times_in(html, "http") == 1);  // it is in the policy's own header, and no address
  CHECK(html.find("src=") == std::string::npos);
}

TEST_CASE("Markdown's own marks read as they were written") {
  const auto out = file_in_markdown("*a* _b_ `c` [d](e) <f> # g | h & ~i~ \\ !j");
  INFO(out);
  const std::string escaped = "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\# g \\| h \\& \\~i\\~ \\\\ !j";
  CHECK(times_in(out, escaped) == times_in(file_in_markdown("marker"), "marker"));
}

TEST_CASE("quotations keep their lines in Markdown") {
  const auto quoted = [](const std::string& text) {
    const auto out = file_in_markdown(text);
    const auto from = out.find("  Apart:\n\n") + std::string_view("  Apart:\n\n").size();
    return out.substr(from, out.find("\n\n", from) - from);
  };
  CHECK(quoted("one") == "  > one");
  CHECK(quoted("one\ntwo\n\nthree  \nfour") == "  > one\\\n  > two\n  >\n  > three\\\n  > four");
  CHECK(quoted("# one\n- two\n1. three\n    four\n> five\n---\n```") ==
        "  > \\# one\\\n  > \\- two\\\n  > 1\\. three\\\n  > &nbsp;&nbsp;&nbsp;&nbsp;four\\\n  > \\> five\\\n  > "
        "\\---\\\n  > \\`\\`\\`");
  CHECK(quoted("ends in a backslash\\\nnext") == "  > ends in a backslash\\\\\\\n  > next");
  CHECK(quoted("\n\none\n \n") == "  >\n  >\n  > one\n  >\n  >");
}

TEST_CASE("entries of one day stand below it, each as an item") {
  const auto out = file_in_markdown("x");
  INFO(out);
  CHECK(
      out.find("\n**9 March 2026**\n\n- The client said x. Short: “x”.\n\n  Apart:\n\n  > x\n\n- Apart:\n\n  > x\n") !=
      std::string::npos);
  CHECK(times_in(out, "**9 March 2026**") == 1);
}

TEST_CASE("lines that begin like lists, and addresses, are no markup either") {
  CHECK(render::markdown("1. a") == "1\\. a");
  CHECK(render::markdown("  12) a") == "12\\) a");
  CHECK(render::markdown("see http://a.example/x, www.a.example") == "see http\\://a.example/x, www\\.a.example");
  CHECK(render::markdown("at 10:00, e.g. 3.5") == "at 10:00, e.g. 3.5");
}
