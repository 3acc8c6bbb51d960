#include "reading.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string wrong_in(std::string_view text) { return told(format::parse_case(text, "c.toml").diagnostics); }
std::string wrong_behind_header(std::string_view text) { return wrong_in(std::string(header) + std::string(text)); }
std::string wrong_in_office(std::string_view text) { return told(format::parse_office(text, "psp.toml").diagnostics); }

}  // namespace

TEST_CASE("a whole case file") {
  const auto c = read_whole(R"(# a comment
format = 1
case = "2026-0042"
service = "counselling"            # behind a value
opened = 2026-03-02
client = "K-0117"
household = 3
worker = "ana"
manager = 'janis'
by = "ana"
recorded = 2026-03-02T09:14:05+02:00

[intake]
route = "self"
eligibility = "first-contact"
target = "family"
field = "foster-care"
accepted = true
area = "Saldus"
distress = """
What brought the user here,
in the user's words."""

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
notice = true
justified = false
reason = "overslept"
by = "ana"
recorded = 2026-03-09T08:31:00Z

[[session]]
id = "9fd2xw"
at = 2026-03-16 10:00:00
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)");
  CHECK(c.file == case_file);
  CHECK(c.header.id == "2026-0042");
  CHECK(c.header.household == 3);
  CHECK(c.header.manager == "janis");
  CHECK(c.header.opened == Date{2026, 3, 2});
  CHECK(c.header.recorded == Moment{{{2026, 3, 2}, 9, 14, 5}, 120});
  CHECK(c.intake.route == Route::self);
  CHECK(c.intake.field == CareField::foster_care);
  CHECK(c.intake.accepted == true);
  CHECK_FALSE(c.intake.informed.has_value());
  CHECK(c.intake.distress == "What brought the user here,\nin the user's words.");
  REQUIRE(c.records.size() == 3);
  CHECK(c.records[0].kind().name == "session");
  CHECK(c.records[1].kind().name == "attendance");
  CHECK(c.records[2].kind().name == "session");
  CHECK(c.records[0].line == 24);
  CHECK(c.records[1].line == 31);
  CHECK(c.records[2].line == 41);
  const auto& missed = *c.records[1].as<Attendance>();
  CHECK(missed.session.id == "7kq2mf");
  CHECK(missed.outcome == Outcome::missed);
  CHECK(missed.notice == true);
  CHECK(missed.justified == false);
  CHECK_FALSE(missed.notice_waived.has_value());
  CHECK(c.records[1].recorded == Moment{{{2026, 3, 9}, 8, 31, 0}, 0});
  CHECK(c.records[2].as<Session>()->at == LocalTime{{2026, 3, 16}, 10, 0, 0});
}

TEST_CASE("a name that the format does not know is an error with the nearest known one") {
  CHECK(wrong_behind_header(R"([[sesion]]
id = "7kq2mf"
)") == "c.toml:10:3: error: [[sesion]] is not a record kind; did you mean [[session]]?\n");
  CHECK(wrong_behind_header(R"([[medication]]
id = "7kq2mf"
)") == "c.toml:10:3: error: [[medication]] is not a record kind; if a newer psp wrote it, use that\n");
  CHECK(wrong_behind_header(R"([[remark]]
id = "7kq2mf"
date = 2026-03-09
txt = "x"
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)") == "c.toml:13:1: error: [[remark]] has no key \"txt\"; did you mean \"text\"?\n");
  CHECK(
      wrong_behind_header(R"([[remark]]
id = "7kq2mf"
date = 2026-03-09
colour = "x"
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)") ==
      "c.toml:13:1: error: [[remark]] has no key \"colour\"; it has: id, date, text, note, replaces, correction, by, recorded, write, imported; if a newer psp wrote it, use that\n");
  CHECK(wrong_behind_header(R"([intake]
rout = "self"
)") == "c.toml:11:1: error: [intake] has no key \"rout\"; did you mean \"route\"?\n");
  CHECK(wrong_behind_header("servise = \"x\"\n") ==
        "c.toml:10:1: error: a case file has no key \"servise\"; did you mean \"service\"?\n");
  CHECK(wrong_behind_header("[intak]\n") ==
        "c.toml:10:2: error: a case file has no key \"intak\"; did you mean \"intake\"?\n");
}

TEST_CASE("names that begin with x- are the office's own, wherever they stand and whatever they hold") {
  CHECK(wrong_behind_header(R"(x-colour = "green"
x-number = 1.5

[intake]
x-time = 10:00:00

[x-plan]
a = [1, "two"]

[[x-visit]]
b = 1

[[session]]
id = "7kq2mf"
at = 2026-03-09T10:00:00
x-room = [[1], [2]]
by = "ana"
recorded = 2026-03-02T09:20:41+02:00

[session.x-plan]
c = 1
)") == "");
}

TEST_CASE("without what it needs to be counted a record is an error") {
  CHECK(wrong_behind_header("[[session]]\n") ==
        "c.toml:10:1: error: [[session]] has no id (six characters that name the record)\n"
        "c.toml:10:1: error: [[session]] has no at (day and time)\n"
        "c.toml:10:1: error: [[session]] has no by (who wrote it down, a key of [workers])\n"
        "c.toml:10:1: error: [[session]] has no recorded (when it was written down)\n");
  CHECK(wrong_behind_header(R"([[attendance]]
id = "h3x0pd"
session = " "
outcome = "attended"
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)") == "c.toml:10:1: error: [[attendance]] has no session (the session that it tells of)\n"
       "c.toml:12:1: warning: session is empty\n");
  // A required text or yes-or-no answer leaves a record that can be counted: psp check asks for it.
  CHECK(wrong_behind_header(R"([[review]]
id = "h3x0pd"
date = 2026-03-09
decision = "end"
by = "ana"
recorded = 2026-03-09T10:31:00+02:00

[[remark]]
id = "h3x0pe"
date = 2026-03-09
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)") == "");
}

TEST_CASE("the header needs all that is required of it") {
  CHECK(wrong_in("") ==
        "c.toml:1:1: error: the case file has no format (the number of the format)\n"
        "c.toml:1:1: error: the case file has no case (the case id)\n"
        "c.toml:1:1: error: the case file has no service (a key of [services], or a built-in service)\n"
        "c.toml:1:1: error: the case file has no opened (the day on which the case was opened)\n"
        "c.toml:1:1: error: the case file has no client (a key of people/, or any pseudonym; never a name)\n"
        "c.toml:1:1: error: the case file has no by (who wrote it down, a key of [workers])\n"
        "c.toml:1:1: error: the case file has no recorded (when it was written down)\n");
}

TEST_CASE("a value of another type or word says what is wanted") {
  CHECK(
      wrong_behind_header(R"([[session]]
id = "7kq2mf"
at = "2026-03-09T10:00:00"
minutes = 50.5
mode = "ofice"
note = 10:00:00
by = ["ana"]
recorded = 2026-03-02T09:20:41
)") ==
      "c.toml:12:1: error: at must be a local time without quotes, such as 2026-03-09T10:00:00\n"
      "c.toml:13:1: error: minutes must be a whole number\n"
      "c.toml:14:1: error: mode cannot be \"ofice\"; did you mean \"office\"? It is one of: office, home, phone, online, field\n"
      "c.toml:15:1: error: note must be text in quotes\n"
      "c.toml:16:1: error: by must be text in quotes\n"
      "c.toml:17:1: error: recorded must be a time with its offset, without quotes, such as 2026-03-09T10:00:00+01:00\n");
  CHECK(wrong_behind_header(R"([[attendance]]
id = "h3x0pd"
session = "7kq2mf"
outcome = "attended"
present = ["client", 2]
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)") == "c.toml:14:1: error: present must be a list of texts in quotes\n");
}

TEST_CASE("an empty text is a warning where it is not needed") {
  CHECK(wrong_behind_header(R"([intake]
area = ""
)") == "c.toml:11:1: warning: area is empty\n");
}

TEST_CASE("tables of the wrong form") {
  CHECK(wrong_behind_header(R"([session]
id = "7kq2mf"
)") == "c.toml:10:2: error: a record is written with two brackets: [[session]]\n");
  CHECK(wrong_behind_header("session = []\n") ==
        "c.toml:10:1: error: a record is written with two brackets: [[session]]\n");
  CHECK(wrong_behind_header("[[intake]]\n") == "c.toml:10:3: error: the intake is written as one table: [intake]\n");
  CHECK(
      wrong_behind_header("[client-data]\n") ==
      "c.toml:10:2: error: a case file has no key \"client-data\"; it has: format, case, service, opened, client, household, family, "
      "worker, manager, by, recorded, intake, document, referral, response, session, attendance, option, assessment, plan, contact, task, completion, review, "
      "notice, agreement, suspension, resumption, transfer, closure, reopening, remark, void; if a newer psp wrote it, use that\n");
}

TEST_CASE("an id that is none") {
  CHECK(wrong_behind_header(R"([[remark]]
id = "7kq2mi"
date = 2026-03-09
text = "x"
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)") == "c.toml:11:1: error: \"7kq2mi\" is no id: six of the characters 0-9 and a-z without i, l, o, u\n");
}

TEST_CASE("a newer format is refused") {
  CHECK(wrong_in(R"(format = 2
case = "2026-0042"
service = "counselling"
opened = 2026-03-02
client = "K-0117"
by = "ana"
recorded = 2026-03-02T09:14:05+02:00
)") == "c.toml:1:1: error: this file is of format 2; this psp reads format 1: use a newer psp\n");
}

TEST_CASE("what git left behind is named") {
  CHECK(
      wrong_behind_header(R"(
<<<<<<< ours
[[remark]]
=======
[[session]]
>>>>>>> theirs
)") ==
      "c.toml:11:1: error: git left conflict markers here: keep what is right of both sides, delete the lines of the markers\n");
  // In a text they are no markers.
  CHECK(wrong_behind_header(R"(x-note = """
<<<<<<< ours
"""
)") == "");
}

TEST_CASE("text that is not TOML is an error with its place, and nothing is read of it") {
  const auto parsed = format::parse_case(std::string(header) + "[[session]\n", "c.toml");
  CHECK_FALSE(parsed.readable());
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics[0].line >= 10);
  CHECK(parsed.diagnostics[0].line <= 11);
  CHECK(told(parsed.diagnostics[0].message).starts_with("not valid TOML: "));
  CHECK(parsed.value.header.id.empty());
  for (const auto* text : {"[",
                           "[!]",
                           "[.]",
                           "[[",
                           "]",
                           "=",
                           "a",
                           "a =",
                           "\"",
                           "'''",
                           "a = \"\\q\"",
                           "a = 1 b = 2",
                           "a = 1\na = 2",
                           "a = 2026-02-30",
                           "a = \x01",
                           "a = \"\x7f\"",
                           "\xff",
                           "a = \"\xc3\"",
                           "a = \"\xed\xa0\x80\"",
                           "\xef\xbb",
                           "č = 1",
                           "a = 9223372036854775808",
                           "\xef\xbb\xbf\xef\xbb\xbf"}) {
    INFO(text);
    CHECK_FALSE(format::parse_case(text, "c.toml").readable());
  }
  CHECK_FALSE(format::parse_case(std::string_view("a = \"\0\"", 7), "c.toml").readable());
}

TEST_CASE("columns count code points") {
  CHECK(wrong_behind_header("x-č = { }\n").find(":10:3: ") != std::string::npos);
  CHECK(wrong_behind_header("\"x-čšž\" = 1 2\n").find("c.toml:10:13: error: not valid TOML") == 0);
}

TEST_CASE("a byte order mark and CRLF are taken") {
  std::string text = "\xef\xbb\xbf";
  for (const char c : std::string(header) + "\n[intake]\ndistress = \"\"\"\none\ntwo\"\"\"\n") {
    if (c == '\n') text += '\r';
    text += c;
  }
  const auto c = read_whole(text);
  CHECK(c.header.id == "2026-0042");
  CHECK(c.intake.distress == "one\ntwo");
}

TEST_CASE("a file that is too large is refused before it is read") {
  std::string text(header);
  text += "# " + std::string((16u << 20) - text.size() - 2, '.');
  CHECK(text.size() == 16u << 20);
  CHECK(wrong_in(text) == "");
  CHECK(wrong_in(text + ".") == "c.toml:1:1: error: the file is larger than 16 MiB: this cannot be right\n");
}

TEST_CASE("a key that is too deep is refused before it is read") {
  const auto key = [](int parts) {
    std::string text = "x-a";
    for (int i = 1; i < parts; ++i) text += ".b";
    return text;
  };
  const std::string too_deep = "a key of more than 16 parts: this cannot be right\n";
  CHECK(wrong_behind_header(key(16) + " = 1\n") == "");
  CHECK(wrong_behind_header(key(17) + " = 1\n") == "c.toml:10:1: error: " + too_deep);
  CHECK(wrong_behind_header("[" + key(16) + "]\n") == "");
  CHECK(wrong_behind_header("\n[" + key(17) + "]\n") == "c.toml:11:1: error: " + too_deep);
  CHECK(wrong_behind_header("x-a = { " + key(17) + " = 1 }\n") == "c.toml:10:1: error: " + too_deep);
  CHECK(wrong_behind_header("x-a = \"\"\"\n\n\"\"\"\n" + key(17) + " = 1\n") == "c.toml:13:1: error: " + too_deep);
  // Some 60 KiB of it would exhaust the stack.
  CHECK(wrong_behind_header(key(50000) + " = 1\n") == "c.toml:10:1: error: " + too_deep);
  CHECK(wrong_behind_header(std::string("x-a = ") + std::string(200000, '[')).starts_with("c.toml:10:"));
  // Dots within strings and comments part no key.
  CHECK(wrong_behind_header("# " + key(30) + "\nx-a = \"" + key(30) + "\"\nx-b = '" + key(30) + "'\nx-c = '''\n" +
                            key(30) + "'''\n\"x-" + key(30) + "\" = \"\\\"" + key(30) + "\"\n") == "");
}

TEST_CASE("psp.toml") {
  const auto office = office_of(R"(format = 1

[office]
name = "Saldus novada Sociālais dienests"
language = "lv"
case_prefix = "SAL"

[workers.ana]
name = "Ana Kovač"
email = "ana@example.org"
fields = ["foster-care"]
areas = ["Saldus"]
groups = ["family", "crisis"]

[providers.safe-house]
name = "Safe house"
services = ["shelter"]

[services.counselling]
review_after = 8
[[services.counselling.change]]
from = 2028-01-01
missed_limit = 4
[[services.counselling.change]]
from = 2027-01-01
review_after = 12

[services.talk]
based_on = "first-aid"
stale_after_days = 0

[services.plain]
required = ["contract"]

[services.plain.x-own]
a = 1
)");
  CHECK(office.settings.name == "Saldus novada Sociālais dienests");
  CHECK(office.settings.language == Language::lv);
  CHECK(office.settings.case_prefix == "SAL");
  REQUIRE(office.workers.contains("ana"));
  CHECK(office.workers.at("ana").fields_ == std::vector{CareField::foster_care});
  CHECK(office.workers.at("ana").groups == std::vector{Target::family, Target::crisis});
  CHECK(office.providers.at("safe-house").services == Texts{"shelter"});
  const auto& counselling = *office.find_service("counselling");
  CHECK(counselling.first.review_after == 8);
  CHECK(counselling.first.missed_limit == 3);
  // Changes are laid over one another in the order of their days, not of the text.
  CHECK(counselling.on({2026, 12, 31}).review_after == 8);
  CHECK(counselling.on({2027, 1, 1}).review_after == 12);
  CHECK(counselling.on({2027, 1, 1}).missed_limit == 3);
  CHECK(counselling.on({2028, 1, 1}).review_after == 12);
  CHECK(counselling.on({2028, 1, 1}).missed_limit == 4);
  CHECK(office.find_service("talk")->first.session_minutes == 45);
  CHECK(office.find_service("talk")->first.stale_after_days == 0);
  CHECK(office.find_service("plain")->first.session_minutes == 0);
  CHECK(office.find_service("plain")->first.required == std::vector{Paper::contract});
  CHECK(office.find_service("first-aid") != nullptr);
}

TEST_CASE("errors in psp.toml") {
  CHECK(wrong_in_office("") == "psp.toml:1:1: error: psp.toml has no format (the number of the format)\n");
  CHECK(wrong_in_office("format = 3\n") ==
        "psp.toml:1:1: error: this file is of format 3; this psp reads format 1: use a newer psp\n");
  CHECK(wrong_in_office("format = 1\n[worker.ana]\n") ==
        "psp.toml:2:2: error: psp.toml has no key \"worker\"; did you mean \"workers\"?\n");
  CHECK(wrong_in_office("format = 1\n[workers.ana]\nfield = [\"foster-care\"]\n") ==
        "psp.toml:3:1: error: [workers.ana] has no key \"field\"; did you mean \"fields\"?\n");
  CHECK(wrong_in_office("format = 1\nworkers = 1\n") == "psp.toml:2:1: error: write [workers.KEY]\n");
  CHECK(wrong_in_office("format = 1\n[workers]\nana = \"Ana\"\n") == "psp.toml:3:1: error: write [workers.KEY]\n");
  CHECK(wrong_in_office("format = 1\noffice = 1\n") == "psp.toml:2:1: error: write office as a table\n");
  CHECK(
      wrong_in_office("format = 1\n[office]\nlanguage = \"de\"\n") ==
      "psp.toml:3:1: error: language cannot be \"de\"; it is one of: en, sl, lv; if a newer psp wrote it, use that\n");
  CHECK(wrong_in_office("format = 1\n[office]\ncase_prefix = \"sal\"\n") ==
        "psp.toml:3:1: error: case_prefix must be upper-case letters, digits and dashes\n");
  CHECK(wrong_in_office("format = 1\n[services.counselling]\nreview_afer = 8\n") ==
        "psp.toml:3:1: error: [services.counselling] has no key \"review_afer\"; did you mean \"review_after\"?\n");
  CHECK(wrong_in_office("format = 1\n[services.counselling]\nreview_after = -1\n") ==
        "psp.toml:3:1: error: review_after must be from 0 to 1000\n");
  CHECK(wrong_in_office("format = 1\n[services.counselling]\nchange = 1\n") ==
        "psp.toml:3:1: error: write [[services.counselling.change]]\n");
  CHECK(
      wrong_in_office("format = 1\n[[services.counselling.change]]\nreview_after = 8\n") ==
      "psp.toml:2:1: error: [[services.counselling.change]] has no from (the day from which the change is in force)\n");
  CHECK(wrong_in_office("format = 1\n[[services.counselling.change]]\nfrom = 2027-01-01\nbased_on = \"first-aid\"\n")
            .starts_with("psp.toml:4:1: error: [[services.counselling.change]] has no key \"based_on\""));
  CHECK(wrong_in_office("format = 1\n[services.talk]\nbased_on = \"first\"\n") ==
        "psp.toml:3:1: error: based_on cannot be \"first\"; the built-in services are first-aid and counselling\n");
  CHECK(wrong_in_office("format = 1\n[services.counselling]\nbased_on = \"first-aid\"\n") ==
        "psp.toml:3:1: error: counselling is built in and starts from itself: take based_on out\n");
  CHECK(wrong_in_office("format = 1\n[services]\ncounselling = 1\n") ==
        "psp.toml:3:1: error: write [services.counselling]\n");
  // The built-in services are there all the same.
  CHECK(format::parse_office("[", "psp.toml").value.find_service("counselling") != nullptr);
}
