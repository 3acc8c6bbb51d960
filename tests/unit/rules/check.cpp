#include "reading.h"

#include "rules/check.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Returns what psp check says of the records behind the header, which takes nine lines.
std::string wrong_in(std::string_view records, const Office& office = plain_office()) {
  return told(rules::check(read_whole(std::string(header) + std::string(records)), office));
}

std::string wrong_in_header(std::string_view text, const Office& office = plain_office()) {
  return told(rules::check(read_whole(text), office));
}

const Office& saldus() {
  static const Office office = office_of(R"(format = 1
[workers.ana]
[workers.janis]
[providers.safe-house]
)");
  return office;
}

}  // namespace

TEST_CASE("nothing is wrong in a case that is right") {
  CHECK(wrong_in(R"(
[intake]
distress = """
Two lines,
with a	tab."""

[[session]]
id = "7kq2mf"
at = 2026-03-09T10:00:00
minutes = 50
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[attendance]]
id = "h3x0pd"
session = "7kq2mf"
outcome = "missed"
reason = "overslept"
notice = true
by = "janis"
recorded = 2026-03-09T10:31:00+02:00

[[notice]]
id = "jjjjjj"
to = "client"
date = 2026-03-09
about = "intake"
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)",
                 saldus()) == "");
}

TEST_CASE("the header against the file's name and the office") {
  CHECK(wrong_in_header(R"(format = 1
case = "2026-0043"
service = "counseling"
opened = 2025-12-31
client = "K-0117"
household = 0
worker = "anna"
manager = "peteris"
by = "ana"
recorded = 2026-01-02T09:14:05+02:00
)",
                        saldus()) ==
        "cases/2026/2026-0042.toml:2:1: error: case 2026-0043 belongs into the file cases/2026/2026-0043.toml; "
        "or else psp renumber 2026-0042 gives it the number of its file\n"
        "cases/2026/2026-0042.toml:3:1: error: no service \"counseling\"; did you mean \"counselling\"?\n"
        "cases/2026/2026-0042.toml:4:1: warning: case 2026-0043 was opened in 2025; its id says 2026\n"
        "cases/2026/2026-0042.toml:6:1: error: household must be from 1 to 99\n"
        "cases/2026/2026-0042.toml:7:1: warning: psp.toml has no worker \"anna\"; did you mean \"ana\"?\n"
        "cases/2026/2026-0042.toml:8:1: warning: psp.toml has no worker \"peteris\"\n");
  CHECK(wrong_in_header(R"(format = 1
case = "42"
service = "x"
opened = 2026-03-02
client = "K-0117"
by = "ana"
recorded = 2026-01-02T09:14:05+02:00
)") == "cases/2026/2026-0042.toml:2:1: error: \"42\" is no case id: write [PREFIX-]YYYY-NNNN, in upper case\n"
       "cases/2026/2026-0042.toml:3:1: error: no service \"x\"; psp.toml and psp know: counselling, first-aid\n");
}

TEST_CASE("ids and references") {
  CHECK(
      wrong_in(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "x"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "y"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[option]]
id = "bbbbbb"
kind = "right"
name = "x"
session = "aaaaaa"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[notice]]
id = "cccccc"
to = "manager"
date = 2026-03-02
about = "zzzzzz"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[closure]]
id = "dddddd"
date = 2026-03-02
ground = "died"
evidence = ["bbbbbb", "yyyyyy"]
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[void]]
id = "eeeeee"
entry = "intake"
reason = "x"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00
)") ==
      "cases/2026/2026-0042.toml:19:1: error: the id aaaaaa stands in line 11 already: give one of the two records another\n"
      "cases/2026/2026-0042.toml:29:1: error: aaaaaa is no session: it is of the kind remark\n"
      "cases/2026/2026-0042.toml:37:1: error: there is no record zzzzzz in this case\n"
      "cases/2026/2026-0042.toml:45:1: error: there is no record yyyyyy in this case\n"
      "cases/2026/2026-0042.toml:51:1: error: there is no record intake in this case\n");
}

TEST_CASE("replacements and strikes") {
  CHECK(
      wrong_in(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "x"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[remark]]
id = "bbbbbb"
date = 2026-03-02
text = "y"
replaces = "aaaaaa"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[suspension]]
id = "cccccc"
date = 2026-03-02
replaces = "aaaaaa"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[remark]]
id = "dddddd"
date = 2026-03-02
text = "y"
replaces = "zzzzzz"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[void]]
id = "eeeeee"
entry = "bbbbbb"
reason = "x"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[void]]
id = "ffffff"
entry = "eeeeee"
reason = "x"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00
)") ==
      "cases/2026/2026-0042.toml:29:1: error: a record of kind suspension cannot replace one of kind remark\n"
      "cases/2026/2026-0042.toml:29:1: warning: more than one record replaces aaaaaa: only the last in the file counts\n"
      "cases/2026/2026-0042.toml:37:1: error: there is no record zzzzzz in this case\n"
      "cases/2026/2026-0042.toml:50:1: warning: eeeeee is a void itself: striking it brings nothing back\n");
}

TEST_CASE("what a record lacks, and what says nothing in it") {
  CHECK(
      wrong_in(R"(
[[session]]
id = "7kq2mf"
at = 2026-03-02T08:00:00
minutes = 1441
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[attendance]]
id = "h3x0pd"
session = "7kq2mf"
outcome = "cancelled"
notice = true
by = "ana"
recorded = 2026-03-02T09:31:00+02:00

[[referral]]
id = "bbbbbb"
direction = "out"
date = 2026-03-02
situation = "x"
by = "ana"
recorded = 2026-03-02T09:31:00+02:00

[[review]]
id = "cccccc"
date = 2026-03-02
decision = "end"
by = "ana"
recorded = 2026-03-02T09:31:00+02:00

[[transfer]]
id = "dddddd"
date = 2026-03-02
by = "ana"
recorded = 2026-03-02T09:31:00+02:00

[[document]]
id = "eeeeee"
kind = "contract"
date = 2026-03-02
file = "../elsewhere.pdf"
finding = "not-needed"
by = "ana"
recorded = 2026-03-02T09:31:00+02:00

[[closure]]
id = "ffffff"
date = 2026-03-02
ground = "agreement"
by = "ana"
recorded = 2026-03-02T09:31:00+02:00
)") ==
      "cases/2026/2026-0042.toml:14:1: error: minutes must be from 1 to 1440\n"
      "cases/2026/2026-0042.toml:18:1: error: [[attendance]] with this outcome has no cancelled_by (who cancelled it)\n"
      "cases/2026/2026-0042.toml:22:1: warning: notice says nothing with this outcome\n"
      "cases/2026/2026-0042.toml:26:1: error: [[referral]] with this direction has no to (where to: a key of [providers], or text)\n"
      "cases/2026/2026-0042.toml:26:1: error: [[referral]] with this direction has no reason (why)\n"
      "cases/2026/2026-0042.toml:30:1: warning: situation says nothing with this direction\n"
      "cases/2026/2026-0042.toml:34:1: error: [[review]] has no agreed (agreed with the client (L4.3))\n"
      "cases/2026/2026-0042.toml:41:1: error: [[transfer]] names neither a worker nor a manager\n"
      "cases/2026/2026-0042.toml:51:1: error: ../elsewhere.pdf is no path inside the ledger: write it from the ledger's directory on\n"
      "cases/2026/2026-0042.toml:52:1: warning: finding says nothing with this kind\n"
      "cases/2026/2026-0042.toml:59:1: warning: agreement is no ground for closing in the service counselling\n");
}

TEST_CASE("a struck record is not looked into") {
  CHECK(wrong_in(R"(
[[transfer]]
id = "dddddd"
date = 2026-03-02
by = "ana"
recorded = 2026-03-02T09:31:00+02:00

[[void]]
id = "eeeeee"
entry = "dddddd"
reason = "x"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00
)") == "");
}

TEST_CASE("paths stay inside the ledger") {
  const auto wrong = [](std::string_view path) {
    return !wrong_in("[[document]]\nid = \"eeeeee\"\nkind = \"contract\"\ndate = 2026-03-02\nfile = '" +
                     std::string(path) + "'\nby = \"ana\"\nrecorded = 2026-03-02T09:31:00+02:00\n")
                .empty();
  };
  for (const auto* path : {"/etc/passwd", "..", "../x", "papers/../../x", "papers/.."}) {
    INFO(path);
    CHECK(wrong(path));
  }
  for (const auto* path : {"papers/x.pdf", "a..b", "..a/b", "papers/x..", "..."}) {
    INFO(path);
    CHECK_FALSE(wrong(path));
  }
}

TEST_CASE("days that cannot be") {
  CHECK(
      wrong_in(R"(
[[session]]
id = "7kq2mf"
at = 2026-03-01T10:00:00
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[session]]
id = "7kq2mg"
at = 2026-03-20T10:00:00
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[attendance]]
id = "h3x0pd"
session = "7kq2mg"
outcome = "attended"
by = "ana"
recorded = 2026-03-19T09:31:00+02:00

[[attendance]]
id = "h3x0pe"
session = "7kq2mg"
outcome = "rescheduled"
by = "ana"
recorded = 2026-03-19T09:31:00+02:00

[[remark]]
id = "aaaaaa"
date = 2026-03-03
text = "x"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[document]]
id = "bbbbbb"
kind = "application"
date = 2026-02-20
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[transfer]]
id = "cccccc"
date = 2026-02-20
worker = "eva"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00
)") ==
      "cases/2026/2026-0042.toml:13:1: error: 2026-03-01 lies before the opening of the case, 2026-03-02\n"
      "cases/2026/2026-0042.toml:25:1: error: written down on 2026-03-19, before the session's day, 2026-03-20: only a cancellation can be; strike the attendance (psp void 2026-0042 h3x0pd) where the session is still to come\n"
      "cases/2026/2026-0042.toml:39:1: warning: 2026-03-03 lies after the day on which this was written down, 2026-03-02\n"
      "cases/2026/2026-0042.toml:53:1: error: 2026-02-20 lies before the opening of the case, 2026-03-02\n");
}

TEST_CASE("closures, reopenings, suspensions and resumptions that change nothing") {
  CHECK(wrong_in(R"(
[[reopening]]
id = "aaaaaa"
date = 2026-03-02
by = "ana"
recorded = 2026-03-10T09:20:41+02:00

[[resumption]]
id = "bbbbbb"
date = 2026-03-03
by = "ana"
recorded = 2026-03-10T09:20:41+02:00

[[suspension]]
id = "cccccc"
date = 2026-03-04
by = "ana"
recorded = 2026-03-10T09:20:41+02:00

[[suspension]]
id = "dddddd"
date = 2026-03-05
by = "ana"
recorded = 2026-03-10T09:20:41+02:00

[[closure]]
id = "eeeeee"
date = 2026-03-06
ground = "died"
by = "ana"
recorded = 2026-03-10T09:20:41+02:00

[[closure]]
id = "ffffff"
date = 2026-03-07
ground = "died"
by = "ana"
recorded = 2026-03-10T09:20:41+02:00

[[suspension]]
id = "gggggg"
date = 2026-03-08
by = "ana"
recorded = 2026-03-10T09:20:41+02:00
)") == "cases/2026/2026-0042.toml:13:1: warning: the case was not closed, and is reopened\n"
       "cases/2026/2026-0042.toml:19:1: warning: the case was not suspended, and is resumed\n"
       "cases/2026/2026-0042.toml:31:1: warning: the case is suspended already\n"
       "cases/2026/2026-0042.toml:44:1: warning: the case is closed already: void one of the two closures\n"
       "cases/2026/2026-0042.toml:51:1: warning: the case is closed, and is suspended\n");
}

TEST_CASE("a response answers an onward referral") {
  CHECK(
      wrong_in(R"(
[[referral]]
id = "aaaaaa"
direction = "in"
date = 2026-03-02
from = "janis"
situation = "x"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[response]]
id = "bbbbbb"
referral = "aaaaaa"
date = 2026-03-02
outcome = "accepted"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00
)") ==
      "cases/2026/2026-0042.toml:22:1: error: aaaaaa is a referral into the service: only an onward one is answered\n");
}

TEST_CASE("workers and providers whom psp.toml does not have, each once") {
  CHECK(
      wrong_in(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "x"
by = "eva"
recorded = 2026-03-02T09:20:41+02:00

[[remark]]
id = "bbbbbb"
date = 2026-03-02
text = "x"
by = "eva"
recorded = 2026-03-02T09:20:41+02:00

[[option]]
id = "cccccc"
kind = "service"
name = "x"
provider = "safehouse"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[[option]]
id = "dddddd"
kind = "service"
name = "x"
provider = "The Red Cross"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00
)",
               saldus()) ==
      "cases/2026/2026-0042.toml:15:1: warning: psp.toml has no worker \"eva\"\n"
      "cases/2026/2026-0042.toml:29:1: warning: psp.toml has no provider \"safehouse\"; did you mean \"safe-house\"?\n");
}

TEST_CASE("control characters in what was written by hand") {
  CHECK(wrong_in(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "a\u001b[31m"
by = "ana"
recorded = 2026-03-02T09:20:41+02:00
)") == "cases/2026/2026-0042.toml:14:1: warning: text holds a control character (U+001B): take it out\n");
}

TEST_CASE("text that cannot be recorded") {
  const auto refused = [](std::string_view text) {
    const auto why = rules::refuse_text("note", text);
    return why ? told(*why) : std::string();
  };
  CHECK(refused("one\ttwo\nthree\nČ 🙂") == "");
  CHECK(refused("") == "note is empty");
  CHECK(refused(" \n") == "note is empty");
  CHECK(refused(std::string("a\0", 2)) == "note holds a control character (U+0000): take it out");
  CHECK(refused("a\x7f") == "note holds a control character (U+007F): take it out");
  CHECK(refused("a\xc2\x85") == "note holds a control character (U+0085): take it out");
  CHECK(refused("a\xc2\xa0") == "");
  for (int c = 1; c < 0x20; ++c)
    if (c != '\t' && c != '\n') CHECK(rules::refuse_text("note", "x" + std::string(1, static_cast<char>(c))));
}
