#include "reading.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "render/client_file.h"
#include "samples.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr rules::AsOf as_of{{2026, 12, 31}};

const Office& office() {
  static const auto all = office_of(R"(
format = 1
[workers.ana]
name = "Ana Liepsala"
[workers.ben]
[providers.safe-house]
name = "Safe house"
)");
  return all;
}

/// Holds what records of a test refer to: two of each kind that a field can mean, each of its own day.
constexpr std::string_view referred_to = R"(
[[session]]
id = "sess11"
at = 2026-04-01T10:00:00

[[session]]
id = "sess22"
at = 2026-04-02T10:00:00

[[referral]]
id = "refr11"
direction = "out"
date = 2026-04-03
to = "safe-house"
reason = "x"

[[referral]]
id = "refr22"
direction = "out"
date = 2026-04-04
to = "safe-house"
reason = "x"

[[task]]
id = "task11"
text = "x"
due = 2026-04-05

[[task]]
id = "task22"
text = "x"
due = 2026-04-06
)";

std::string markdown_of(const Case& c) {
  const auto status = rules::case_status(c, office(), as_of);
  REQUIRE(status);
  const rules::History history(c, as_of);
  const auto corrections = rules::corrections(history, office().find_service(c.header.service));
  return render::client_file_markdown(
      report::client_file({c, *status, office(), as_of, corrections, nullptr, {2026, 12, 31}, "0.0"}), Language::en);
}

std::string markdown_with(const Record& r) {
  auto c = case_of(referred_to);
  c.records.push_back(r);
  return markdown_of(c);
}

std::string with(Record r, std::string_view field, const Value& v) {
  Message why;
  REQUIRE(put_record_field(r, field, v, why) == Put::set);
  return markdown_with(r);
}

/// Holds two values of the field that a page can tell apart, and what is to be found of the first.
struct Pair {
  Value one, other;
  std::vector<std::string> shown = {};
};

Pair pair_of(const FieldRow& row) {
  std::string marker = "marker " + std::string(row.name);
  std::replace(marker.begin(), marker.end(), '_', ' ');
  switch (row.type) {
    case Type::text: return {marker + " one", marker + " two", {marker + " one"}};
    case Type::texts: return {Texts{"first role", "second role"}, Texts{"first role"}, {"first role", "second role"}};
    case Type::word: return {std::string(row.words[0]), std::string(row.words[1])};
    case Type::words: return {Texts{std::string(row.words[0])}, Texts{std::string(row.words[1])}};
    case Type::integer: return {std::int64_t{87}, std::int64_t{88}, {"87"}};
    case Type::boolean: return {true, false};
    case Type::date: return {Date{2026, 7, 14}, Date{2026, 8, 15}, {"14 July 2026"}};
    case Type::local_time:
      return {LocalTime{{2026, 7, 14}, 13, 37, 0}, LocalTime{{2026, 7, 14}, 13, 37, 5}, {"14 July 2026", "13:37"}};
    case Type::moment:
      return {
          Moment{{{2026, 7, 14}, 13, 37, 21}, 120}, Moment{{{2026, 7, 14}, 13, 37, 21}, 180}, {"13:37:21 (+02:00)"}};
    case Type::reference:
      if (row.refers == "task") return {std::string("task11"), std::string("task22"), {"5 April 2026"}};
      if (row.refers == "referral") return {std::string("refr11"), std::string("refr22"), {"3 April 2026"}};
      return {std::string("sess11"), std::string("sess22"), {"1 April 2026"}};
    case Type::references: return {Texts{"sess11"}, Texts{"sess11", "sess22"}, {"1 April 2026"}};
    case Type::dates: return {Dates{{2026, 7, 14}}, Dates{{2026, 8, 15}}, {"14 July 2026"}};
  }
  return {};
}

Record record_of(const RecordKind& kind) {
  Record r;
  r.body = kind.make();
  Message why;
  for (const auto& row : record_rows(kind))
    if (row.need == Need::required && row.only.field.empty())
      REQUIRE(put_record_field(r, row.name, pair_of(row).one, why) == Put::set);
  r.id = "h3x0pd";
  r.by = "ana";
  r.recorded = Moment{{{2026, 5, 5}, 9, 0, 0}, 120};
  return r;
}

/// Checks that a field of a record of this kind is told: both its values, and differently.
void check_told(const Record& r, const FieldRow& row) {
  INFO(r.kind().name << "." << row.name);
  auto [one, other, shown] = pair_of(row);
  if (row.name == "replaces") {  // means a record that is not there
    one = std::string("qqqqq1");
    other = std::string("qqqqq2");
    shown = {"qqqqq1"};
  }
  const auto first = with(r, row.name, one), second = with(r, row.name, other);
  INFO(first);
  for (const auto& s : shown) CHECK(first.find(s) != std::string::npos);
  CHECK(first != second);
  if (row.need == Need::optional) CHECK(first != markdown_with(r));
}

}  // namespace

TEST_CASE("every field of every record is in the client file") {
  for (const auto& kind : record_kinds())
    for (const auto& row : record_rows(kind)) {
      auto r = record_of(kind);
      if (row.only.field.empty()) {
        check_told(r, row);
        continue;
      }
      for (const auto word : row.only.words) {
        if (word.empty()) continue;
        Message why;
        REQUIRE(put_record_field(r, row.only.field, std::string(word), why) == Put::set);
        check_told(r, row);
      }
    }
}

TEST_CASE("each word that a field of a record takes reads differently") {
  for (const auto& kind : record_kinds())
    for (const auto& row : record_rows(kind)) {
      std::set<std::string> pages;
      for (const auto word : row.words) {
        const Value value = row.type == Type::words ? Value(Texts{std::string(word)}) : Value(std::string(word));
        auto r = record_of(kind);
        Message why;
        if (!row.only.field.empty())
          REQUIRE(put_record_field(r, row.only.field, std::string(row.only.words[0]), why) == Put::set);
        INFO(kind.name << "." << row.name << " " << word);
        CHECK(pages.insert(with(r, row.name, value)).second);
      }
    }
}

TEST_CASE("every field of header and intake is in the client file") {
  Message why;
  for (const auto& row : field_rows<Header>()) {
    auto c = case_of(""), other = c;
    const auto [one, two, shown] = row.name == "worker" || row.name == "manager" || row.name == "by"
                                       ? Pair{std::string("ana"), std::string("ben"), {"Ana Liepsala"}}
                                       : pair_of(row);
    REQUIRE(put_field(c.header, row.name, one, why) == Put::set);
    REQUIRE(put_field(other.header, row.name, two, why) == Put::set);
    const auto page = markdown_of(c);
    INFO(row.name << ": " << page);
    for (const auto& s : shown) CHECK(page.find(s) != std::string::npos);
    CHECK(page != markdown_of(other));
  }
  for (const auto& row : field_rows<Intake>()) {
    auto c = case_of(""), other = c;
    const auto [one, two, shown] = pair_of(row);
    REQUIRE(put_field(c.intake, row.name, one, why) == Put::set);
    REQUIRE(put_field(other.intake, row.name, two, why) == Put::set);
    const auto page = markdown_of(c);
    INFO(row.name << ": " << page);
    for (const auto& s : shown) CHECK(page.find(s) != std::string::npos);
    CHECK(page != markdown_of(other));
    CHECK(page != markdown_of(case_of("")));
  }
}

TEST_CASE("a session tells all that it holds beside its attendance, too") {
  auto c = case_of(R"(
[[session]]
id = "sess11"
at = 2026-04-01T10:15:00
minutes = 77
mode = "phone"
note = "asked for the morning"

[[attendance]]
id = "attd11"
session = "sess11"
outcome = "attended"
minutes = 66
note = "calm"
)");
  const auto page = markdown_of(c);
  INFO(page);
  CHECK(page.find("- At 10:15 a session of 66 minutes was held by telephone. Note on the appointment: “asked for the "
                  "morning”. Note: “calm”.\n") != std::string::npos);
  CHECK(page.find("| 1 April 2026 | 10:15 | by telephone | held | 77 | 66 |\n") != std::string::npos);
  CHECK(page.find("| Together |  |  | 1 held |  | 66 |\n") != std::string::npos);
}

TEST_CASE("every field of a session is told, whatever became of it") {
  const auto& kind = *find_record_kind("session");
  for (const auto outcome : Vocabulary<Outcome>::words)
    for (const auto& row : field_rows<Session>()) {
      const auto told_with = [&](const Value& value) {
        auto r = record_of(kind);
        Message why;
        REQUIRE(put_record_field(r, row.name, value, why) == Put::set);
        auto c = case_of("");
        c.records.push_back(r);
        c.records.push_back(case_of(fmt::format(R"(
[[attendance]]
id = "attd11"
session = "{}"
outcome = "{}"
)",
                                                r.id, outcome))
                                .records.front());
        return markdown_of(c);
      };
      const auto [one, other, shown] = pair_of(row);
      INFO(outcome << " " << row.name);
      CHECK(told_with(one) != told_with(other));
    }
}

TEST_CASE("what became of a session is told in whole sentences") {
  const auto told_of = [](std::string_view fields) {
    const auto page = markdown_of(case_of(fmt::format(R"(
[[session]]
id = "sess11"
at = 2026-04-01T10:00:00

[[session]]
id = "sess22"
at = 2026-04-08T11:00:00

[[attendance]]
id = "attd11"
session = "sess11"
{})",
                                                      fields)));
    const auto day = page.find("**1 April 2026**\n\n- ") + std::string_view("**1 April 2026**\n\n- ").size();
    return page.substr(day, page.find('\n', day) - day);
  };
  CHECK(told_of("outcome = \"late\"") == "At 10:00 a session was held. The client came late, and was seen.");
  CHECK(told_of("outcome = \"turned-away\"") == "The client came too late for the session at 10:00 to be held.");
  CHECK(
      told_of("outcome = \"missed\"") ==
      "The session at 10:00 was missed. Whether the reason was told beforehand, and whether it counts as justified, is "
      "not recorded. Until it is recorded, the absence counts as not excused.");
  CHECK(told_of("outcome = \"missed\"\njustified = true") ==
        "The session at 10:00 was missed. The reason counts as justified; whether it was told beforehand is not "
        "recorded. Until it is recorded, the absence counts as not excused.");
  CHECK(
      told_of("outcome = \"missed\"\nnotice = false") ==
      "The session at 10:00 was missed. The client had not told the reason beforehand; whether it counts as justified "
      "is not recorded. The absence is not excused.");
  CHECK(told_of("outcome = \"missed\"\nnotice = true\njustified = true\nreason = \"ill child\"") ==
        "The session at 10:00 was missed. The client had told the reason beforehand, and it counts as justified. The "
        "absence is excused. The reason given: “ill child”.");
  CHECK(told_of("outcome = \"missed\"\nnotice = true\njustified = false") ==
        "The session at 10:00 was missed. The client had told the reason beforehand; it does not count as justified. "
        "The absence is not excused.");
  CHECK(told_of("outcome = \"missed\"\nnotice_waived = true\njustified = true") ==
        "The session at 10:00 was missed. The reason counts as justified. To tell it beforehand was not possible. The "
        "absence is excused.");
  CHECK(told_of("outcome = \"cancelled\"\ncancelled_by = \"client\"") == "The client called off the session at 10:00.");
  CHECK(told_of("outcome = \"cancelled\"\ncancelled_by = \"provider\"") ==
        "The office called off the session at 10:00.");
  CHECK(told_of("outcome = \"rescheduled\"\nmoved_to = \"sess22\"") ==
        "The session at 10:00 was moved to 8 April 2026, 11:00.");
}

TEST_CASE("moments and lists for people") {
  const auto text = [](const Message& m) { return told(m); };
  CHECK(text(report::moment_words({{{2026, 3, 9}, 10, 0, 0}, -90})) == "9 March 2026, 10:00:00 (-01:30)");
  CHECK(text(report::enumerated({msg("a")})) == "a");
  CHECK(text(report::enumerated({msg("a"), msg("b"), msg("c")})) == "a; b; c");
}

TEST_CASE("what was struck is not in the file, and is counted at its end") {
  const auto page = markdown_of(case_of(R"(
[[remark]]
id = "remk11"
date = 2026-04-01
text = "of another client"

[[void]]
id = "v00d11"
entry = "remk11"
reason = "wrong case"

[[remark]]
id = "remk22"
date = 2026-04-01
text = "mistyped"

[[remark]]
id = "remk33"
date = 2026-04-01
text = "typed"
replaces = "remk22"
correction = "a letter"
)"));
  INFO(page);
  CHECK(page.find("of another client") == std::string::npos);
  CHECK(page.find("mistyped") == std::string::npos);
  CHECK(page.find("> typed\n") != std::string::npos);
  CHECK(page.find("The file is shown as it stands on 31 December 2026. 1 record was corrected; the file has the "
                  "corrected one. 1 record was struck as a mistake; it is not in the file.") != std::string::npos);
  CHECK(page.find("| striking of the remark of 1 April 2026 | v00d11 |") != std::string::npos);
  CHECK(page.find("| wrong case |") != std::string::npos);
  CHECK(page.find("| takes the place of remk22; a letter |") != std::string::npos);
}
