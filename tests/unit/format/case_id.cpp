#include "format/case_id.h"

#include "reading.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr std::string_view rest = R"(service = "visits"
opened = 2026-03-02
client = "K-1"
by = "ana"
recorded = 2026-03-02T09:14:05+02:00
)";

/// Returns the text with the id 2026-0050, or why it cannot have it.
std::string with_new_id(const std::string& text) {
  const auto changed = format::with_case_id(text, read_whole(text), "2026-0050");
  const auto* why = std::get_if<Message>(&changed);
  return why ? told(*why) : std::get<std::string>(changed);
}

}  // namespace

TEST_CASE("the value of case is changed where it stands, in whatever quotes, and nothing else") {
  const auto check = [](const std::string& before, const std::string& after) {
    CHECK(with_new_id(before + std::string(rest)) == after + std::string(rest));
  };
  check("format = 1\ncase = \"2026-0042\"\n", "format = 1\ncase = \"2026-0050\"\n");
  check("# case = \"2026-0042\"\nformat = 1\n\t\"case\"= '2026-0042' # 2026-0042\n",
        "# case = \"2026-0042\"\nformat = 1\n\t\"case\"= '2026-0050' # 2026-0042\n");
  check(
      "\xEF\xBB\xBF"
      "case=\"2026-0042\"\r\nformat = 1\r\n",
      "\xEF\xBB\xBF"
      "case=\"2026-0050\"\r\nformat = 1\r\n");
  check("x-note = \"\"\"\ncase = \"2026-0042\"\"\"\"\ncase = '''2026-0042'''\nformat = 1\n",
        "x-note = \"\"\"\ncase = \"2026-0042\"\"\"\"\ncase = '''2026-0050'''\nformat = 1\n");
}

TEST_CASE("an id that another writing of the header hides is not changed by guess") {
  const auto why = with_new_id("format = 1\ncase = \"a\\\"b\"\n" + std::string(rest));
  CHECK(why.find("cases/2026/2026-0042.toml: the case id cannot be changed where it stands") == 0);
}

TEST_CASE("records stay as they are, though one of them names a case") {
  const std::string text(header), more =
                                      "\n[[remark]]\nid = \"7kq2mf\"\ndate = 2026-03-09\ntext = \"\"\"\ncase = "
                                      "\"2026-0042\"\"\"\"\nby = \"ana\"\nrecorded = 2026-03-09T10:31:00+02:00\n";
  const auto changed = with_new_id(text + more);
  CHECK(changed.substr(changed.size() - more.size()) == more);
  CHECK(changed.find("case = \"2026-0050\"\nservice") != std::string::npos);
}
