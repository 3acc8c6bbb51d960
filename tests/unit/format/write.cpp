#include "reading.h"
#include "samples.h"

#include <random>

#include "format/write.h"
#include "rules/check.h"
#include "rules/status.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Returns the text as it is read again from what was written for it.
std::string again(const std::string& text) {
  const auto c = read_whole(std::string(header) + "[intake]\ndistress = " + format::write_value(text) + "\n");
  return c.intake.distress;
}

Record remark(std::string id, std::string text) {
  return {std::move(id), Remark{Date{2026, 3, 9}, std::move(text)}, {}, {}, {},
          "ana",         Moment{{{2026, 3, 9}, 10, 31, 0}, 120}};
}

constexpr std::string_view written_remark = R"(
[[remark]]
id = "7kq2mf"
date = 2026-03-09
text = "x"
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)";

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? "\r\n" : std::string(1, c);
  return out;
}

/// Returns what append_records makes of the text; "" if it refuses.
std::string appended(std::string_view text, const std::vector<Record>& added) {
  auto old = format::parse_case(text, "c.toml").value;
  old.file = "c.toml";
  const auto result = format::append_records(text, old, added);
  if (const auto* why = std::get_if<Message>(&result)) {
    CHECK(told(*why) ==
          "c.toml: nothing can be added at the end of this file without changing what it says; records must be "
          "written as [[kind]] tables, and the file must end outside of any other table");
    return {};
  }
  return std::get<format::Appended>(result).text;
}

}  // namespace

TEST_CASE("values as they are written") {
  const auto text = [](std::string t) { return format::write_value(t); };
  CHECK(text("plain") == "\"plain\"");
  CHECK(text("") == "\"\"");
  CHECK(text("say \"yes\" \\ no") == R"("say \"yes\" \\ no")");
  CHECK(text("a\tb") == "\"a\tb\"");
  CHECK(text("a\rb") == R"("a\rb")");
  CHECK(text("\b\f\x1b\x7f") == R"("\b\f\u001B\u007F")");
  CHECK(text(std::string("a\0b", 3)) == R"("a\u0000b")");
  CHECK(text("Ana Kovač 🙂") == "\"Ana Kovač 🙂\"");
  CHECK(text("one\ntwo") == "\"\"\"\none\ntwo\"\"\"");
  CHECK(text("\nbegins with a line break") == "\"\"\"\n\nbegins with a line break\"\"\"");
  CHECK(text("ends with one\n") == "\"\"\"\nends with one\n\"\"\"");
  CHECK(text("\n") == "\"\"\"\n\n\"\"\"");
  CHECK(text("a \"b\" c\n") == "\"\"\"\na \"b\" c\n\"\"\"");
  CHECK(text("a\n\"\"\"b\"") == "\"\"\"\na\n\\\"\\\"\\\"b\\\"\"\"\"");
  CHECK(text("'''\n") == "\"\"\"\n'''\n\"\"\"");
  CHECK(text("end of line \\\nnext") == "\"\"\"\nend of line \\\\\nnext\"\"\"");
  CHECK(text("CR LF\r\nLF\n") == "\"\"\"\nCR LF\\r\nLF\n\"\"\"");
  CHECK(format::write_value(std::int64_t{-7}) == "-7");
  CHECK(format::write_value(true) == "true");
  CHECK(format::write_value(Date{2026, 3, 9}) == "2026-03-09");
  CHECK(format::write_value(LocalTime{{2026, 3, 9}, 10, 0, 0}) == "2026-03-09T10:00:00");
  CHECK(format::write_value(Moment{{{2026, 3, 9}, 10, 0, 0}, -210}) == "2026-03-09T10:00:00-03:30");
  CHECK(format::write_value(Texts{}) == "[]");
  CHECK(format::write_value(Texts{"a", "b\nc", "d\"e"}) == R"(["a", "b\nc", "d\"e"])");
}

TEST_CASE("every code point is read as it was written") {
  std::string text;
  const auto add = [&](char32_t c) {
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else if (c < 0x800) {
      text += {static_cast<char>(0xc0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3f))};
    } else if (c < 0x10000) {
      text += {static_cast<char>(0xe0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3f)),
               static_cast<char>(0x80 | (c & 0x3f))};
    } else {
      text += {static_cast<char>(0xf0 | (c >> 18)), static_cast<char>(0x80 | ((c >> 12) & 0x3f)),
               static_cast<char>(0x80 | ((c >> 6) & 0x3f)), static_cast<char>(0x80 | (c & 0x3f))};
    }
  };
  for (char32_t c = 0; c < 0xd800; ++c)
    if (c != '\n') add(c);
  for (char32_t c = 0xe000; c < 0x10000; ++c) add(c);
  for (char32_t plane = 1; plane <= 16; ++plane)
    for (char32_t c : {0u, 1u, 0x1234u, 0xfffdu, 0xfffeu, 0xffffu}) add(plane * 0x10000 + c);
  CHECK((again(text) == text));
  text += '\n';
  CHECK((again(text) == text));
}

TEST_CASE("texts of quotes, backslashes and line ends are read as they were written") {
  const std::vector<std::string> pieces{"\"",
                                        "\"\"\"",
                                        "'",
                                        "'''",
                                        "\\",
                                        "\\n",
                                        "\n",
                                        "\r\n",
                                        "\r",
                                        "\t",
                                        " ",
                                        "#",
                                        "[[void]]\n",
                                        "=",
                                        "a",
                                        "č",
                                        "\\u0041",
                                        "\x7f",
                                        std::string(1, '\0')};
  std::mt19937 random(42);
  for (int i = 0; i < 400; ++i) {
    std::string text = "x";
    for (auto n = random() % 12; n > 0; --n) text += pieces[random() % pieces.size()];
    INFO(text);
    CHECK(again(text) == text);
  }
}

TEST_CASE("a record as it is written") {
  auto r = remark("7kq2mf", "x");
  CHECK(format::write_record(r) == written_remark);
  r.note = "one\ntwo";
  r.replaces.id = "h3x0pd";
  r.correction = "misspelt";
  CHECK(format::write_record(r) == R"(
[[remark]]
id = "7kq2mf"
date = 2026-03-09
text = "x"
note = """
one
two"""
replaces = "h3x0pd"
correction = "misspelt"
by = "ana"
recorded = 2026-03-09T10:31:00+02:00
)");
}

TEST_CASE("a whole case as it is written") {
  Case c;
  c.header = {1,
              "2026-0042",
              "counselling",
              Date{2026, 3, 2},
              "K-0117",
              {},
              "",
              "ana",
              "",
              "ana",
              Moment{{{2026, 3, 2}, 9, 14, 5}, 120}};
  constexpr std::string_view plain = R"(format = 1
case = "2026-0042"
service = "counselling"
opened = 2026-03-02
client = "K-0117"
worker = "ana"
by = "ana"
recorded = 2026-03-02T09:14:05+02:00
)";
  CHECK(format::write_case(c) == plain);
  c.intake.route = Route::self;
  c.intake.accepted = true;
  c.records.push_back(remark("7kq2mf", "x"));
  CHECK(format::write_case(c) ==
        std::string(plain) + "\n[intake]\nroute = \"self\"\naccepted = true\n" + std::string(written_remark));
}

TEST_CASE("every kind of record is read as it was written, whole and with the least") {
  for (const auto fields : {Fields::all, Fields::required}) {
    const auto c = sample_case(fields);
    const auto text = format::write_case(c);
    const auto parsed = read_whole(text);
    CHECK(set_fields(parsed.header) == set_fields(c.header));
    CHECK(set_fields(parsed.intake) == set_fields(c.intake));
    REQUIRE(parsed.records.size() == c.records.size());
    for (std::size_t i = 0; i < c.records.size(); ++i) {
      INFO(c.records[i].kind().name);
      CHECK(parsed.records[i].same_as(c.records[i]));
      CHECK(set_fields(parsed.records[i]) == set_fields(c.records[i]));
    }
    CHECK(format::write_case(parsed) == text);
    // Each is read the same if it is added alone, at the end of a file, in either line end.
    for (const auto& line_ends : {std::string(header), with_crlf(header)})
      for (const auto& r : c.records) {
        INFO(r.kind().name);
        const auto longer = appended(line_ends, {r});
        REQUIRE(!longer.empty());
        const auto one = format::parse_case(longer, "c.toml").value.records;
        REQUIRE(one.size() == 1);
        CHECK(one[0].same_as(r));
      }
  }
}

TEST_CASE("an id comes from what the record says") {
  const auto r = remark("", "x");
  const auto id = format::new_record_id("2026-0042", r, {});
  CHECK(is_record_id(id));
  // It is FNV-1a of the case id and the record's text without its id, folded: psp-case(5).
  CHECK(id == "gznfv7");
  CHECK(format::new_record_id("2026-0042", remark("7kq2mf", "x"), {}) == id);
  CHECK(format::new_record_id("2026-0043", r, {}) != id);
  CHECK(format::new_record_id("2026-0042", remark("", "y"), {}) != id);

  std::set<std::string> taken{id};
  const auto second = format::new_record_id("2026-0042", r, taken);
  CHECK(second == "te2kwj");
  taken.insert(second);
  const auto third = format::new_record_id("2026-0042", r, taken);
  CHECK(is_record_id(third));
  CHECK((third != id && third != second));
}

TEST_CASE("what is appended leaves the old bytes as they are") {
  const std::string record(written_remark), old(header);
  const std::vector<Record> one{remark("7kq2mf", "x")};
  CHECK(appended(old, one) == old + record);
  CHECK(appended(old + "\n\n# a comment\n   \n", one) == old + "\n\n# a comment\n   \n" + record);
  CHECK(appended(old + "# no line end", one) == old + "# no line end\n" + record);
  CHECK(appended(old.substr(0, old.size() - 1), one) == old + record);
  CHECK(appended(old, {}) == old);
  CHECK(appended(old + "x-a = 'it''s'\n[x-own]\nb = 1\n", one).empty());  // it is not TOML
  CHECK(appended(old + "[x-own]\nb = 1\n", one) == old + "[x-own]\nb = 1\n" + record);
  CHECK(appended(old + "[intake]\nroute = 'self'", one) == old + "[intake]\nroute = 'self'\n" + record);

  const std::string crlf = with_crlf(old), bom = "\xef\xbb\xbf";
  CHECK(appended(crlf, one) == crlf + with_crlf(record));
  CHECK(appended(crlf + "# no line end", one) == crlf + "# no line end\r\n" + with_crlf(record));
  CHECK(appended(bom + old, one) == bom + old + record);
  CHECK(appended(bom + crlf, one) == bom + crlf + with_crlf(record));

  const std::vector<Record> two{remark("7kq2mf", "one\ntwo\r\n\"\"\""), remark("h3x0pd", "y")};
  for (const auto& text : {old, crlf, bom + crlf}) {
    const auto longer = appended(text, two);
    CHECK(longer.starts_with(text));
    const auto records = format::parse_case(longer, "c.toml").value.records;
    REQUIRE(records.size() == 2);
    CHECK(records[0].same_as(two[0]));
    CHECK(records[1].same_as(two[1]));
  }
}

TEST_CASE("nothing is appended where it would change what the file says") {
  const std::string old(header);
  const std::vector<Record> one{remark("7kq2mf", "x")};
  CHECK(appended(old + "remark = []\n", one).empty());
  CHECK(
      appended(
          old +
              "remark = [{id = \"h3x0pd\", date = 2026-03-09, text = \"y\", by = \"ana\", recorded = 2026-03-09T10:31:00+02:00}]\n",
          one)
          .empty());
  CHECK(appended(old + "x-open = \"\"\"\n", one).empty());
  CHECK(appended(old + "[remark]\n", one).empty());
  // The record would not be read as it is.
  CHECK(appended(old, {remark("no-id!", "x")}).empty());
  CHECK(appended(old, {remark("7kq2mf", "\xff")}).empty());
  Record without = remark("7kq2mf", "x");
  without.recorded.reset();
  CHECK(appended(old, {without}).empty());
  // Nor would it be if `old` is not what the text says.
  Case other = format::parse_case(old, "c.toml").value;
  other.header.client = "K-0118";
  CHECK(std::holds_alternative<Message>(format::append_records(old, other, one)));
  other = format::parse_case(old, "c.toml").value;
  other.records.push_back(remark("h3x0pd", "y"));
  CHECK(std::holds_alternative<Message>(format::append_records(old, other, one)));
}

TEST_CASE("a file with random changes gives a case or says what is wrong") {
  // What can be read can also be written, read again, checked and judged.
  const auto office = plain_office();
  const auto text = format::write_case(sample_case(Fields::all));
  using namespace std::literals;
  const auto bytes = "\"'[]{}=.,#\\\n\r\t 0123456789-:+TZabcdefxz_\xc3\xff\x00\x7f"sv;
  std::mt19937 random(20261123);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  int readable = 0;
  for (int i = 0; i < 300; ++i) {
    std::string changed = text;
    for (auto n = 1 + below(3); n > 0; --n) {
      const auto at = below(changed.size());
      const auto length = std::min(1 + below(20), changed.size() - at);
      switch (below(5)) {
        case 0: changed[at] = bytes[below(bytes.size())]; break;
        case 1: changed.insert(at, 1, bytes[below(bytes.size())]); break;
        case 2: changed.erase(at, length); break;
        case 3: changed.insert(below(changed.size()), changed.substr(at, length)); break;
        default: changed.resize(at + 1);
      }
    }
    const auto parsed = format::parse_case(changed, "cases/2026/2026-0042.toml");
    if (!parsed.readable()) continue;
    ++readable;
    const auto& c = parsed.value;
    const auto second = format::parse_case(format::write_case(c), c.file);
    bool same = second.readable() && set_fields(second.value.header) == set_fields(c.header) &&
                set_fields(second.value.intake) == set_fields(c.intake) &&
                second.value.records.size() == c.records.size();
    for (std::size_t r = 0; same && r < c.records.size(); ++r) same = second.value.records[r].same_as(c.records[r]);
    if (!same) FAIL("read, written and read again, it is another:\n" << changed);
    rules::check(c, office);
    rules::case_status(c, office, {Date{2026, 3, 10}, std::nullopt});
    rules::case_status(c, office, {Date{9999, 12, 31}, rules::KnownAt{{{2026, 3, 12}, 12, 0, 0}, 60}});
  }
  CHECK(readable > 10);
}

TEST_CASE("a write to several cases is named by its writer, moment and cases") {
  const Moment moment{{{2026, 3, 2}, 9, 14, 5}, 120};
  const std::vector<std::string> cases{"2026-0001", "2026-0002"}, others{"2026-0001", "2026-0003"};
  const auto id = format::new_write_id("ana", moment, cases);
  CHECK(is_record_id(id));
  CHECK(id == format::new_write_id("ana", moment, cases));
  CHECK(id != format::new_write_id("ben", moment, cases));
  CHECK(id != format::new_write_id("ana", next_second(moment), cases));
  CHECK(id != format::new_write_id("ana", moment, others));
}
