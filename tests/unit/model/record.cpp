#include "test.h"

#include <algorithm>
#include <set>

#include "i18n/tr.h"
#include "model/office.h"
#include "model/text.h"
#include "samples.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string told(const Message& m) { return i18n::tr(Language::en, m); }

/// Checks what is true of every table of fields.
void check_rows(std::string_view what, const std::vector<FieldRow>& rows) {
  std::set<std::string_view> names;
  for (const auto& row : rows) {
    INFO(what << "." << row.name);
    CHECK(names.insert(row.name).second);
    CHECK(row.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
    CHECK_FALSE(row.name.starts_with("x-"));
    CHECK_FALSE(row.help.empty());
    CHECK((row.type == Type::word || row.type == Type::words) == !row.words.empty());
    CHECK(std::set(row.words.begin(), row.words.end()).size() == row.words.size());
    CHECK(row.low <= row.high);
    if (row.low != INT64_MIN || row.high != INT64_MAX) CHECK(row.type == Type::integer);
  }
}

}  // namespace

TEST_CASE("each field of each table is named once and says what it holds") {
  check_rows("header", field_rows<Header>());
  check_rows("intake", field_rows<Intake>());
  check_rows("office", field_rows<OfficeSettings>());
  check_rows("git", field_rows<GitSettings>());
  check_rows("worker", field_rows<Worker>());
  check_rows("provider", field_rows<Provider>());
  check_rows("settings", field_rows<Settings>());
  for (const auto& kind : record_kinds()) check_rows(kind.name, record_rows(kind));
}

TEST_CASE("a record's fields stand between its id and what every record has") {
  for (const auto& kind : record_kinds()) {
    INFO(kind.name);
    std::vector<std::string_view> names;
    for (const auto& row : record_rows(kind)) names.push_back(row.name);
    REQUIRE(names.size() == kind.rows().size() + 8);
    CHECK(names.front() == "id");
    CHECK(std::vector(names.end() - 7, names.end()) ==
          std::vector<std::string_view>{"note", "replaces", "correction", "by", "recorded", "write", "imported"});
  }
}

TEST_CASE("kinds are named once, and none of them like a key of the header") {
  std::set<std::string_view> names{"intake"};
  for (const auto& row : field_rows<Header>()) names.insert(row.name);
  for (const auto& kind : record_kinds()) {
    INFO(kind.name);
    CHECK(names.insert(kind.name).second);
    CHECK(find_record_kind(kind.name) == &kind);
    CHECK(Record{{}, kind.make(), {}, {}, {}, {}, {}}.kind().name == kind.name);
  }
  CHECK(find_record_kind("sesion") == nullptr);
}

TEST_CASE("what a field depends on or refers to is there") {
  for (const auto& kind : record_kinds())
    for (const auto& row : kind.rows()) {
      INFO(kind.name << "." << row.name);
      if (!row.refers.empty()) {
        const bool key = row.refers == "worker" || row.refers == "provider";
        CHECK((find_record_kind(row.refers) != nullptr) != key);
        CHECK((row.type == Type::reference || row.type == Type::references) != key);
        CHECK((row.type == Type::text) == key);
      }
      if (!row.also.empty()) CHECK(row.type == Type::reference);
      if (row.only.field.empty()) continue;
      const auto& rows = kind.rows();
      const auto on = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.name == row.only.field; });
      REQUIRE(on != rows.end());
      REQUIRE(on->type == Type::word);
      CHECK(on->need == Need::required);
      CHECK(on < std::find_if(
                     rows.begin(), rows.end(), [&](const auto& r) { return r.name == row.name; }));
      CHECK_FALSE(row.only.words[0].empty());
      for (const auto w : row.only.words)
        if (!w.empty()) CHECK(std::find(on->words.begin(), on->words.end(), w) != on->words.end());
    }
}

TEST_CASE("every kind gives back the values that were put into it, in its own order") {
  for (const auto fields : {Fields::all, Fields::required})
    for (const auto& kind : record_kinds()) {
      INFO(kind.name);
      const auto r = sample_record(kind, fields, 3);
      const auto values = set_fields(r);
      std::vector<std::string_view> wanted, found;
      for (const auto& row : record_rows(kind))
        if (fields == Fields::all || (row.need == Need::required && row.only.field.empty())) wanted.push_back(row.name);
      for (const auto& [row, value] : values) found.push_back(row.name);
      CHECK(found == wanted);
      Record again;
      again.body = kind.make();
      Message why;
      for (const auto& [row, value] : values) CHECK(put_record_field(again, row.name, value, why) == Put::set);
      CHECK(again.same_as(r));
      CHECK(set_fields(again) == values);
      for (const auto& row : record_rows(kind)) {
        Record other = r;
        if (put_record_field(other, row.name, row.name == "id" ? Value(std::string("zzzzzz")) : sample_of(row, 4),
                             why) == Put::set &&
            set_fields(other) != values)
          CHECK_FALSE(other.same_as(r));
      }
    }
}

TEST_CASE("records of two kinds with the same fields differ") {
  const auto suspension = sample_record(*find_record_kind("suspension"), Fields::all);
  const auto resumption = sample_record(*find_record_kind("resumption"), Fields::all);
  CHECK(set_fields(suspension) == set_fields(resumption));
  CHECK_FALSE(suspension.same_as(resumption));
}

TEST_CASE("empty text and empty lists count as not set") {
  Record r;
  r.body = Attendance{};
  Message why;
  CHECK(put_record_field(r, "reason", std::string(), why) == Put::set);
  CHECK(put_record_field(r, "present", Texts{}, why) == Put::set);
  CHECK(put_record_field(r, "goals", Texts{}, why) == Put::set);
  CHECK(put_record_field(r, "session", std::string(), why) == Put::set);
  CHECK(set_fields(r).empty());
  CHECK(put_record_field(r, "notice", false, why) == Put::set);
  REQUIRE(set_fields(r).size() == 1);
  CHECK(value_of(set_fields(r), "notice") == Value(false));
  CHECK_FALSE(value_of(set_fields(r), "reason"));
}

TEST_CASE("a value that does not fit says so and leaves the field as it was") {
  Record r = sample_record(*find_record_kind("attendance"), Fields::all);
  const auto before = set_fields(r);
  const auto wrong = [&](Record& record, std::string_view name, const Value& value) {
    Message why;
    REQUIRE(put_record_field(record, name, value, why) == Put::wrong);
    return told(why);
  };
  CHECK(wrong(r, "reason", true) == "reason must be text in quotes");
  CHECK(wrong(r, "outcome", std::int64_t{1}) ==
        "outcome must be a word in quotes: attended, late, turned-away, missed, cancelled, rescheduled");
  CHECK(
      wrong(r, "outcome", std::string("mised")) ==
      "outcome cannot be \"mised\"; did you mean \"missed\"? It is one of: attended, late, turned-away, missed, cancelled, rescheduled");
  CHECK(wrong(r, "outcome", std::string("Missed!!")) ==
        "outcome cannot be \"Missed!!\"; it is one of: attended, late, turned-away, missed, cancelled, rescheduled");
  CHECK(wrong(r, "session", Texts{"7kq2mf"}) == "session must be the id of a record, in quotes");
  CHECK(wrong(r, "minutes", std::string("50")) == "minutes must be a whole number");
  CHECK(wrong(r, "notice", std::string("true")) == "notice must be true or false");
  CHECK(wrong(r, "present", std::string("client")) == "present must be a list of texts in quotes");
  CHECK(wrong(r, "goals", std::string("voiced")) ==
        "goals must be a list of words in quotes: voiced, resources, rights, next-step, active-role");
  CHECK(wrong(r, "recorded", Date{2026, 3, 9}) ==
        "recorded must be a time with its offset, without quotes, such as 2026-03-09T10:00:00+01:00");
  CHECK(set_fields(r) == before);

  Record closure = sample_record(*find_record_kind("closure"), Fields::all);
  CHECK(wrong(closure, "date", std::string("2026-03-09")) == "date must be a date without quotes, such as 2026-03-09");
  CHECK(wrong(closure, "evidence", std::string("7kq2mf")) == "evidence must be a list of records' ids, in quotes");
  Record session = sample_record(*find_record_kind("session"), Fields::all);
  CHECK(wrong(session, "at", Moment{}) == "at must be a local time without quotes, such as 2026-03-09T10:00:00");
  Message why;
  CHECK(put_record_field(session, "outcome", std::string("missed"), why) == Put::unknown);
}

TEST_CASE("a list with a word that does not fit leaves the field as it was") {
  Record r = sample_record(*find_record_kind("attendance"), Fields::all);
  const auto before = set_fields(r);
  Message why;
  REQUIRE(put_record_field(r, "goals", Texts{"voiced", "right"}, why) == Put::wrong);
  CHECK(
      told(why) ==
      "goals cannot be \"right\"; did you mean \"rights\"? It is one of: voiced, resources, rights, next-step, active-role");
  CHECK(set_fields(r) == before);
}

TEST_CASE("limits of an integer") {
  const auto& rows = find_record_kind("session")->rows();
  const auto minutes = std::find_if(rows.begin(), rows.end(), [](const auto& r) { return r.name == "minutes"; });
  const auto wrong = [&](std::int64_t n) { return field::out_of_range(*minutes, n); };
  CHECK_FALSE(wrong(1));
  CHECK_FALSE(wrong(1440));
  REQUIRE(wrong(0));
  CHECK(told(*wrong(0)) == "minutes must be from 1 to 1440");
  CHECK(wrong(1441));
  CHECK(wrong(INT64_MIN));
}

TEST_CASE("a field belongs to some outcomes, directions or kinds only") {
  const auto row = [](std::string_view kind, std::string_view name) {
    const auto& rows = find_record_kind(kind)->rows();
    return *std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.name == name; });
  };
  Attendance a;
  CHECK_FALSE(applies(row("attendance", "notice"), a));  // there is no outcome yet
  CHECK(applies(row("attendance", "reason"), a));
  a.outcome = Outcome::missed;
  CHECK(applies(row("attendance", "notice"), a));
  CHECK_FALSE(applies(row("attendance", "parts"), a));
  CHECK_FALSE(applies(row("attendance", "cancelled_by"), a));
  a.outcome = Outcome::late;
  CHECK(applies(row("attendance", "parts"), a));
  CHECK_FALSE(applies(row("attendance", "notice"), a));
  a.outcome = Outcome::cancelled;
  CHECK(applies(row("attendance", "cancelled_by"), a));
  CHECK_FALSE(applies(row("attendance", "moved_to"), a));
  CHECK(applies(row("referral", "to"), Referral{Direction::out, {}, {}, {}, {}, {}, {}}));
  CHECK_FALSE(applies(row("referral", "to"), Referral{Direction::in, {}, {}, {}, {}, {}, {}}));
  Document d;
  d.kind = DocumentKind::conclusion;
  CHECK(applies(row("document", "finding"), d));
  CHECK_FALSE(applies(row("document", "reason"), d));
}

TEST_CASE("the nearest word is found where one can be meant") {
  const std::vector<std::string_view> words{"session", "suspension", "document", "to", "by"};
  CHECK(nearest("sesion", words) == "session");
  CHECK(nearest("sessino", words) == "session");
  CHECK(nearest("suspention", words) == "suspension");
  CHECK(nearest("session", words) == "session");
  CHECK(nearest("bz", words) == "by");
  CHECK(nearest("attendance", words).empty());
  CHECK(nearest("xyz", words).empty());
  CHECK(nearest("", words).empty());
  CHECK(nearest("session", {}).empty());
  CHECK(nearest(std::string(65, 's'), std::vector<std::string_view>{std::string_view("ssss")}).empty());
}

TEST_CASE("the day that a record speaks of") {
  CHECK(own_date(Record{{}, Session{LocalTime{{2026, 3, 9}, 10, 0, 0}, {}, {}}, {}, {}, {}, {}, {}}) ==
        Date{2026, 3, 9});
  CHECK(own_date(Record{{}, Session{}, {}, {}, {}, {}, {}}) == std::nullopt);
  CHECK(own_date(Record{{}, Remark{Date{2026, 3, 9}, "x"}, {}, {}, {}, {}, {}}) == Date{2026, 3, 9});
  CHECK(own_date(Record{{}, Attendance{}, {}, {}, {}, {}, {}}) == std::nullopt);
  CHECK(own_date(Record{{}, Option{}, {}, {}, {}, {}, {}}) == std::nullopt);
  CHECK(own_date(Record{{}, Void{}, {}, {}, {}, {}, {}}) == std::nullopt);
}

TEST_CASE("blank text") {
  CHECK(blank(""));
  CHECK(blank(" \t\r\n"));
  CHECK_FALSE(blank(" x "));
  CHECK_FALSE(blank(std::string_view("\0", 1)));
}
