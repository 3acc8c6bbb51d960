#include "format/revision.h"

#include "test.h"

using namespace psp::format;

namespace {

/// Returns what is different, in words.
std::string differs(std::string_view before, std::string_view after) {
  const auto revision = compare(before, after);
  std::string words;
  const auto add = [&](const std::string& word) { words += (words.empty() ? "" : ", ") + word; };
  for (const auto& key : revision.header) add("header " + key);
  for (const auto& key : revision.intake) add("intake " + key);
  for (const auto& name : revision.changed) add(name.kind + " " + name.id + " changed");
  for (const auto& name : revision.added) add(name.kind + " " + name.id + " added");
  for (const auto& gone : revision.gone)
    add(gone.name.kind + " " + gone.name.id + " gone at " + std::to_string(gone.line));
  for (const auto& name : revision.dropped) add(name.kind + " " + name.id + " dropped");
  if (revision.reordered) add("reordered");
  if (!revision.both_are_toml) add("by looks");
  CHECK(revision.empty() == (words.empty() || words == "by looks"));
  return words;
}

}  // namespace

TEST_CASE("keys of header and intake that came, went or changed; layout is of no account") {
  CHECK(differs("a = 1\nb = \"x\" # b\n\n[intake]\nc = true\n", "b='x'\r\na = 1\r\n[intake]\r\nc=true") == "");
  CHECK(differs("a = 1\nb = 2\n[intake]\nc = true\n", "a = 3\nd = 2\n[intake]\nc = false\n[x-own]\n") ==
        "header a, header d, header x-own, header b, intake c");
  CHECK(differs("a = 1.5\n", "a = 1.25\n") == "header a");
  CHECK(differs("[intake]\nc = 1\n", "") == "intake c");
}

TEST_CASE("a record is known by kind and id") {
  const auto* const two = "[[s]]\nid = \"a\"\nn = 1\n[[t]]\nid = \"b\"\n";
  CHECK(differs(two, "[[s]]\nn = 1\nid = \"a\" # same\n\n[[t]]\nid = \"b\"\n") == "");
  CHECK(differs(two, "[[s]]\nid = \"a\"\nn = 2\n[[t]]\nid = \"b\"\n[[s]]\nid = \"c\"\n") == "s a changed, s c added");
  CHECK(differs(two, "[[s]]\nid = \"a\"\nn = 1\n[[s]]\nid = \"b\"\n") == "s b added, t b gone at 1");
  CHECK(differs(two, "\n[[s]]\nid = \"a\"\nn = 1\n[s.x-plan]\nwhat = 1\n") == "s a changed, t b gone at 2");
  CHECK(differs(two, "[[t]]\nid = \"b\"\n[[s]]\nid = \"a\"\nn = 1\n") == "reordered");
  CHECK(differs("s = [{id = \"a\"}, {id = \"b\"}]\n", "s = [{id = \"a\"}]\n") == "s b gone at 1");
}

TEST_CASE("an id that stood twice is mended by a new one, or by taking one of two equal records out") {
  const auto* const twice = "[[s]]\nid = \"a\"\nn = 1\n[[s]]\nid = \"a\"\nn = 2\n";
  CHECK(differs(twice, "[[s]]\nid = \"a\"\nn = 1\n[[s]]\nid = \"c\"\nn = 2\n") == "s c changed");
  CHECK(differs(twice, "[[s]]\nid = \"a\"\nn = 1\n") == "s a gone at 1");
  CHECK(differs("[[s]]\nid = \"a\"\n[[s]]\nid = \"a\"\n", "[[s]]\nid = \"a\"\n") == "");
  CHECK(differs("[[s]]\nn = 1\n", "[[s]]\nid = \"a\"\nn = 1\n") == "s a changed");
  CHECK(differs("[[s]]\nn = 1\n", "[[s]]\nid = \"a\"\nn = 2\n") == "s a added, s  gone at 1");
  CHECK(differs("[[s]]\nid = \"a\"\nn = 1\n", "[[s]]\nid = \"b\"\nn = 1\n") == "s b added, s a gone at 1");
}

TEST_CASE("of a text that is no TOML, the records that its lines look like") {
  const auto* const conflict =
      "[[s]]\n<<<<<<< ours\nid = \"a\"\n=======\nid = \"b\"\n>>>>>>> theirs\n[[s]]\nid = \"c\"\n";
  CHECK(differs(conflict, "[[s]]\nid = \"a\"\n[[s]]\nid = \"b\"\n[[s]]\nid = \"c\"\n") == "by looks");
  // Of a conflict, a record of one side may be dropped; what stands outside of it may not.
  CHECK(differs(conflict, "[[s]]\nid = \"a\"\n[[s]]\nid = \"c\"\n") == "s b dropped, by looks");
  CHECK(differs(conflict, "[[s]]\nid = \"a\"\n[[s]]\nid = \"b\"\n") == "s c gone at 1, by looks");
  CHECK(differs("[[s]]\nid = \"a\"\n", "[[s]\nid = \"a\"\n") == "s a gone at 1, by looks");
}
