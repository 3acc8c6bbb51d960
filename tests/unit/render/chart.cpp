#include "test.h"

#include "render/chart.h"

using namespace psp::render;

namespace {

std::size_t occurrences(std::string_view text, std::string_view of) {
  std::size_t n = 0;
  for (auto at = text.find(of); at != std::string_view::npos; at = text.find(of, at + 1)) ++n;
  return n;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

Chart chart(Chart::Form form, std::vector<Bar> bars) {
  return {form, std::move(bars), {"Sessions <all>", {"state", "2026-10"}, {}}};
}

}  // namespace

TEST_CASE("a chart is told in words to those who do not see it") {
  const auto bars = chart(Chart::Form::bars, {{"held", 80, "80"}, {"missed", std::nullopt, "<5"}});
  CHECK(alternative(bars) == "Sessions <all>: held 80; missed <5");
  CHECK(has(chart_svg(bars), "role=\"img\" aria-label=\"Sessions &lt;all&gt;: held 80; missed &lt;5\""));
}

TEST_CASE("a bar for each number, none for 0, and an outline of one size for what is not to be seen") {
  const auto svg = chart_svg(chart(Chart::Form::bars, {{"held", 80, "80"},
                                                       {"missed", 40, "40"},
                                                       {"excused", 0, "0"},
                                                       {"late", std::nullopt, "<5"},
                                                       {"planned", std::nullopt, "x"}}));
  CHECK(occurrences(svg, "class=\"bar\"") == 2);
  CHECK(occurrences(svg, "class=\"covered\"") == 2);
  CHECK(occurrences(svg, "width=\"6.0\"") == 2);
  CHECK(occurrences(svg, "class=\"number\"") == 5);
  CHECK(has(svg, ">&lt;5</text>"));
  CHECK(has(svg, ">x</text>"));
}

TEST_CASE("a column a month: the year once, the number without its percent sign, none where there is no rate") {
  const auto svg = chart_svg(chart(Chart::Form::columns, {{"2025-11", 12.5, "12.5 %", psp::Date{2025, 11, 1}},
                                                          {"2025-12", std::nullopt, "-", psp::Date{2025, 12, 1}},
                                                          {"2026-01", 0, "0.0 %", psp::Date{2026, 1, 1}},
                                                          {"2026-02", std::nullopt, "<5", psp::Date{2026, 2, 1}}}));
  CHECK(occurrences(svg, "class=\"bar\"") == 1);
  CHECK(occurrences(svg, "class=\"covered\"") == 1);
  CHECK(occurrences(svg, ">2025</text>") == 1);
  CHECK(occurrences(svg, ">2026</text>") == 1);
  for (const auto* text :
       {">11</text>", ">12</text>", ">01</text>", ">02</text>", ">12.5</text>", ">-</text>", ">0.0</text>"})
    CHECK(has(svg, text));
}

TEST_CASE("a chart of zeros has no bars, and one without bars draws nothing") {
  CHECK(occurrences(chart_svg(chart(Chart::Form::columns, {{"2026-01", 0, "0", psp::Date{2026, 1, 1}}})), "<rect") ==
        0);
  CHECK(occurrences(chart_svg(chart(Chart::Form::bars, {{"held", 0, "0"}})), "<rect") == 0);
  CHECK_FALSE(has(chart_svg(chart(Chart::Form::columns, {})), "nan"));
  CHECK_FALSE(has(chart_svg(chart(Chart::Form::columns, {})), "inf"));
}

TEST_CASE("a label is text, and a long one is cut at a whole letter; the words beside have it whole") {
  const std::string name = "Ūdensvīru un Ķegums-Ķekava <apvienība>";
  const auto svg = chart_svg(chart(Chart::Form::bars, {{name, 1, "1"}}));
  CHECK(has(svg, "…</text>"));
  CHECK_FALSE(has(svg, "<apv"));
  CHECK(has(svg, "Sessions &lt;all&gt;: Ūdensvīru un Ķegums-Ķekava &lt;apvienība&gt; 1"));
  CHECK(has(chart_svg(chart(Chart::Form::bars, {{"<b>", 1, "1"}})), ">&lt;b&gt;</text>"));
}
