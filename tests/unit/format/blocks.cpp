#include "format/blocks.h"

#include "test.h"

using namespace psp::format;

namespace {

std::vector<Block> cut(std::string_view text) { return std::get<std::vector<Block>>(split(text, "a.toml")); }

/// Returns the blocks, a `|` behind each.
std::string shown(std::string_view text) {
  std::string all;
  for (const auto& b : cut(text)) all += std::string(b.text) + "|";
  return all;
}

}  // namespace

TEST_CASE("a file is cut at its records; comments right above a header are the record's") {
  CHECK(
      shown(
          "case = \"1\"\n\n[intake]\n# inside\n\n# of the session\n[[session]]\nid = \"a\" # a\n# its own\n\n[[void]]\n") ==
      "case = \"1\"\n\n[intake]\n# inside\n|\n# of the session\n[[session]]\nid = \"a\" # a\n# its own\n|\n[[void]]\n|");
}

TEST_CASE("comments between empty lines stand for themselves; empty lines at the end are the last block's") {
  CHECK(shown("a = 1\n\n[[s]]\nb = 2\n\n# 2026\n\n[[s]]\nb = 3\n\n# end\n\n") ==
        "a = 1\n|\n[[s]]\nb = 2\n|\n# 2026\n|\n[[s]]\nb = 3\n|\n# end\n\n|");
}

TEST_CASE("what looks like a header within a text or a list is none") {
  const auto blocks =
      cut("a = 1\n[[s]]\nid = \"x\"\nnote = \"\"\"\n[[s]]\nid = \"y\"\n# no\n\"\"\"\"\nl = [\n  \"[[s]]\", # ]\n"
          "]\n[s.x-plan]\nwhat = '''\n[[s]]'''\n[[s]]\n");
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[1].id == "x");
  CHECK(blocks[1].kind == "s");
  CHECK(blocks[2].text == "[[s]]\n");
  CHECK(blocks[2].line == 15);
}

TEST_CASE("line ends, a byte order mark and a missing last line break stay where they are") {
  CHECK(shown("\xEF\xBB\xBF"
              "a = 1\r\n\r\n[[s]]\r\nid = \"x\"") ==
        "\xEF\xBB\xBF"
        "a = 1\r\n|\r\n[[s]]\r\nid = \"x\"|");
  CHECK(shown("") == "|");
  CHECK(shown("[[s]]\n") == "|[[s]]\n|");
}

TEST_CASE("what cannot be told apart is not cut") {
  CHECK(std::holds_alternative<std::vector<psp::Diagnostic>>(split("a = [", "a.toml")));
  CHECK(std::holds_alternative<std::vector<psp::Diagnostic>>(split("[[s]]\n[[t]]\n[s.x]\na = 1\n", "a.toml")));
}

TEST_CASE("the records of a file, whatever state it is in") {
  using Names = std::vector<RecordName>;
  CHECK(records_in("[[s]]\nid = \"x\"\n[[t]]\n[[t]]\nid = 'y'\nnote = \"\"\"\n[[t]]\nid = \"no\"\n\"\"\"\n") ==
        Names{{"s", "x"}, {"t", "y"}});
  // Both sides of a conflict are found; what only looks like a record within a text is none.
  CHECK(
      records_in(
          "[[s]]\nnote = \"\"\"\n[[t]]\nid = \"n0n0n0\"\n\"\"\"\n<<<<<<< ours\nid = \"x\"\n=======\nid = \"y\"\n>>>>>>> theirs\n") ==
      Names{{"s", "x"}, {"s", "y"}});
  // Of what is no TOML at all, the lines are judged by their looks.
  CHECK(records_in("[[s]]\nid = \"7kq2mf\"\nnote =\n[[t]]\nid = \"no id\"\n") == Names{{"s", "7kq2mf"}});
}
