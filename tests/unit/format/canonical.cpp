#include "format/canonical.h"

#include "reading.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr std::string_view whole = R"(format = 1
case = "2026-0042"
service = "counselling"
opened = 2026-03-02
client = "K-0117"
by = "ana"
recorded = 2026-03-02T09:14:05+02:00

[intake]
route = "self"

[[remark]]
id = "7kq2mf"
date = 2026-03-03
note = """
Rekla je "pridem", in \\ prišla.
Drugič."""
by = "ana"
recorded = 2026-03-03T10:00:00+02:00
)";

std::string with(std::string_view old_words, std::string_view words) {
  std::string text(whole);
  return text.replace(text.find(old_words), old_words.size(), words);
}

bool is_taken(const std::string& text) { return format::read_canonical_case(text, "c.toml").has_value(); }

}  // namespace

TEST_CASE("a case file as psp writes it is read with its places, without the library") {
  const auto c = format::read_canonical_case(whole, "c.toml");
  REQUIRE(c);
  CHECK(c->header.client == "K-0117");
  CHECK(c->intake.route == Route::self);
  REQUIRE(c->records.size() == 1);
  const auto& r = c->records.front();
  CHECK(r.note == "Rekla je \"pridem\", in \\ prišla.\nDrugič.");
  CHECK(r.line == 12);
  CHECK(r.keys.back().key == "recorded");
  CHECK(r.keys.back().line == 19);
}

TEST_CASE("a file that is not as psp writes it is left to the library, whole") {
  CHECK(is_taken(std::string(whole)));
  CHECK_FALSE(is_taken("# seen\n" + std::string(whole)));
  CHECK_FALSE(is_taken(with("case = ", "\"case\" = ")));
  CHECK_FALSE(is_taken(with("route = \"self\"", "route = 'self'")));
  CHECK_FALSE(is_taken(with("route = \"self\"", "x-route = \"self\"")));
  CHECK_FALSE(is_taken(with("2026-03-03\n", "2026-02-29\n")));
  CHECK_FALSE(is_taken(with("prišla", "pri\xC5")));
  CHECK_FALSE(is_taken(with("\"7kq2mf\"", "\"7kq2mI\"")));
  CHECK_FALSE(is_taken(with("by = \"ana\"\n", "by = \"ana\"\nby = \"ana\"\n")));
  CHECK_FALSE(is_taken(with("format = 1", "format = 2")));
  CHECK_FALSE(is_taken(with("client = \"K-0117\"", "client = \" \"")));
}

TEST_CASE("a header is read whatever stands below it") {
  const auto text = with("[[remark]]", "[[remark");
  CHECK_FALSE(is_taken(text));
  const auto header = format::read_canonical_header(text);
  REQUIRE(header);
  CHECK(header->client == "K-0117");
}
