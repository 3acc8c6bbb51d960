#include "reading.h"

#include "rules/chronology.h"
#include "rules/history.h"

using namespace psp;
using namespace psp::rules;
using namespace psp::tests;

namespace {

constexpr Date late{2026, 11, 22};

/// Returns the ids of the records that stand, in order of the file.
std::string standing_ids(const Case& c) {
  const History history(c, {late, std::nullopt});
  std::string ids;
  for (const auto& r : c.records)
    if (history.stands(r)) ids += (ids.empty() ? "" : " ") + r.id;
  return ids;
}

std::string resolved(const Case& c, std::string_view id) {
  const History history(c, {late, std::nullopt});
  const auto* r = history.resolve(id);
  return r ? r->id : "nothing";
}

template <class T>
std::string ids_of(const Case& c, AsOf as_of) {
  const History history(c, as_of);
  std::string ids;
  for (const auto& e : history.all<T>()) ids += (ids.empty() ? "" : " ") + e.record->id;
  return ids;
}

KnownAt known_at(std::string_view text) {
  if (const auto m = parse_moment(text)) return {m->local, m->offset};
  return {parse_local_time(text).value(), std::nullopt};
}

}  // namespace

TEST_CASE("a strike takes a record out, and is final") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "one"

[[remark]]
id = "bbbbbb"
date = 2026-03-02
text = "two"

[[void]]
id = "cccccc"
entry = "aaaaaa"
reason = "mistake"

[[void]]
id = "dddddd"
entry = "cccccc"
reason = "striking a void brings nothing back"
)");
  CHECK(standing_ids(c) == "bbbbbb dddddd");
  CHECK(resolved(c, "aaaaaa") == "nothing");
  CHECK(resolved(c, "bbbbbb") == "bbbbbb");
  CHECK(resolved(c, "zzzzzz") == "nothing");
}

TEST_CASE("a strike counts on days before it, too") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "one"

[[void]]
id = "cccccc"
entry = "aaaaaa"
reason = "mistake"
recorded = 2026-06-01T10:00:00+02:00
)");
  CHECK(ids_of<Remark>(c, {{2026, 4, 1}, std::nullopt}) == "");
  CHECK(ids_of<Remark>(c, {{2026, 4, 1}, known_at("2026-05-01T00:00:00")}) == "aaaaaa");
}

TEST_CASE("references go through any number of replacements") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "one"

[[remark]]
id = "bbbbbb"
date = 2026-03-02
text = "two"
replaces = "aaaaaa"

[[remark]]
id = "cccccc"
date = 2026-03-02
text = "three"
replaces = "bbbbbb"
)");
  CHECK(standing_ids(c) == "cccccc");
  CHECK(resolved(c, "aaaaaa") == "cccccc");
  CHECK(resolved(c, "bbbbbb") == "cccccc");
  CHECK(resolved(c, "cccccc") == "cccccc");
}

TEST_CASE("striking a replacement brings nothing back") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "one"

[[remark]]
id = "bbbbbb"
date = 2026-03-02
text = "two"
replaces = "aaaaaa"

[[void]]
id = "cccccc"
entry = "bbbbbb"
reason = "mistake"
)");
  CHECK(standing_ids(c) == "cccccc");
  CHECK(resolved(c, "aaaaaa") == "nothing");
}

TEST_CASE("of several replacements the last in the file counts, with what replaced the others") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "one"

[[remark]]
id = "bbbbbb"
date = 2026-03-02
text = "two"
replaces = "aaaaaa"

[[remark]]
id = "cccccc"
date = 2026-03-02
text = "three"
replaces = "aaaaaa"

[[remark]]
id = "dddddd"
date = 2026-03-02
text = "four"
replaces = "bbbbbb"

[[remark]]
id = "eeeeee"
date = 2026-03-02
text = "five"
replaces = "dddddd"
)");
  CHECK(standing_ids(c) == "cccccc");
  CHECK(resolved(c, "aaaaaa") == "cccccc");
}

TEST_CASE("records that replace one another in a circle mean nothing") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "one"
replaces = "cccccc"

[[remark]]
id = "bbbbbb"
date = 2026-03-02
text = "two"
replaces = "aaaaaa"

[[remark]]
id = "cccccc"
date = 2026-03-02
text = "three"
replaces = "bbbbbb"

[[remark]]
id = "dddddd"
date = 2026-03-02
text = "itself"
replaces = "dddddd"
)");
  CHECK(standing_ids(c) == "");
  for (const auto* id : {"aaaaaa", "bbbbbb", "cccccc", "dddddd"}) CHECK(resolved(c, id) == "nothing");
  CHECK(chronology(c, nullptr).size() == 4);
}

TEST_CASE("of two records with one id the first counts") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "one"

[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "two"
)");
  const History history(c, {late, std::nullopt});
  REQUIRE(history.all<Remark>().size() == 1);
  CHECK(history.all<Remark>().front().body->text == "one");
}

TEST_CASE("a record counts from its own day") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-04-01
text = "one"

[[option]]
id = "bbbbbb"
kind = "right"
name = "without a day"
)");
  CHECK(ids_of<Remark>(c, {{2026, 3, 31}, std::nullopt}) == "");
  CHECK(ids_of<Remark>(c, {{2026, 4, 1}, std::nullopt}) == "aaaaaa");
  CHECK(ids_of<Option>(c, {{2026, 3, 2}, std::nullopt}) == "bbbbbb");
}

TEST_CASE("an appointment ahead, and its cancellation ahead, count from when they were written down") {
  const auto c = case_of(R"(
[[session]]
id = "aaaaaa"
at = 2026-04-10T10:00:00
recorded = 2026-03-20T23:30:00-11:00

[[attendance]]
id = "bbbbbb"
session = "aaaaaa"
outcome = "cancelled"
cancelled_by = "client"
recorded = 2026-04-01T09:00:00+02:00
)");
  CHECK(ids_of<Session>(c, {{2026, 3, 19}, std::nullopt}) == "");
  // The day is the one that is written, whatever it is elsewhere.
  CHECK(ids_of<Session>(c, {{2026, 3, 20}, std::nullopt}) == "aaaaaa");
  CHECK(ids_of<Attendance>(c, {{2026, 3, 31}, std::nullopt}) == "");
  CHECK(ids_of<Attendance>(c, {{2026, 4, 1}, std::nullopt}) == "bbbbbb");
}

TEST_CASE("an attendance counts on its session's day, where that stands") {
  const auto c = case_of(R"(
[[session]]
id = "aaaaaa"
at = 2026-04-10T10:00:00
recorded = 2026-05-01T09:00:00+02:00

[[attendance]]
id = "bbbbbb"
session = "aaaaaa"
outcome = "attended"
recorded = 2026-05-01T09:00:00+02:00

[[session]]
id = "cccccc"
at = 2026-04-12T10:00:00
replaces = "aaaaaa"
recorded = 2026-05-02T09:00:00+02:00

[[attendance]]
id = "dddddd"
session = "zzzzzz"
outcome = "attended"

[[session]]
id = "eeeeee"
at = 2026-04-13T10:00:00

[[attendance]]
id = "ffffff"
session = "eeeeee"
outcome = "attended"

[[void]]
id = "gggggg"
entry = "eeeeee"
reason = "was not"
)");
  CHECK(ids_of<Attendance>(c, {{2026, 4, 11}, std::nullopt}) == "");
  CHECK(ids_of<Attendance>(c, {{2026, 4, 12}, std::nullopt}) == "bbbbbb");
  CHECK(ids_of<Attendance>(c, {late, std::nullopt}) == "bbbbbb");
}

TEST_CASE("known at: a time as written, or an instant") {
  const auto at = [](std::string_view text) { return parse_moment(text).value(); };
  CHECK(known(at("2026-03-09T10:00:00+02:00"), std::nullopt));
  CHECK(known(at("2026-03-09T10:00:00+02:00"), known_at("2026-03-09T10:00:00")));
  CHECK(known(at("2026-03-09T10:00:00-11:00"), known_at("2026-03-09T10:00:00")));
  CHECK_FALSE(known(at("2026-03-09T10:00:01+02:00"), known_at("2026-03-09T10:00:00")));
  CHECK(known(at("2026-03-09T10:00:00+02:00"), known_at("2026-03-09T08:00:00Z")));
  CHECK_FALSE(known(at("2026-03-09T10:00:00+01:00"), known_at("2026-03-09T08:59:59Z")));
}

TEST_CASE("what was not yet written down is left out, replacements and whole cases too") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-03-02
text = "one"
recorded = 2026-03-05T10:00:00+02:00

[[remark]]
id = "bbbbbb"
date = 2026-03-02
text = "two"
replaces = "aaaaaa"
recorded = 2026-03-07T10:00:00+02:00
)");
  const auto seen = [&](std::string_view text) { return ids_of<Remark>(c, {late, known_at(text)}); };
  CHECK(seen("2026-03-05T09:59:59") == "");
  CHECK(seen("2026-03-05T10:00:00") == "aaaaaa");
  CHECK(seen("2026-03-07T09:59:59") == "aaaaaa");
  CHECK(seen("2026-03-07T10:00:00") == "bbbbbb");
  CHECK(seen("2026-03-07T07:59:59Z") == "aaaaaa");
  CHECK(seen("2026-03-07T08:00:00Z") == "bbbbbb");
  const auto there = [&](AsOf as_of) { return History(c, as_of).there(); };
  CHECK_FALSE(there({{2026, 3, 1}, std::nullopt}));
  CHECK(there({{2026, 3, 2}, std::nullopt}));
  CHECK_FALSE(there({late, known_at("2026-03-02T09:14:04")}));
  CHECK(there({late, known_at("2026-03-02T09:14:05")}));
}

TEST_CASE("a case that is struck as a whole is nowhere") {
  const auto c = case_of(R"(
[[void]]
id = "aaaaaa"
entry = "case"
reason = "opened twice"
recorded = 2026-04-01T10:00:00+02:00
)");
  CHECK_FALSE(History(c, {{2026, 3, 2}, std::nullopt}).there());
  CHECK(History(c, {{2026, 3, 2}, known_at("2026-03-31T10:00:00")}).there());
}

TEST_CASE("a chronology has all records by day, then by when they were written down, and says what became of them") {
  const auto c = case_of(R"(
[[remark]]
id = "aaaaaa"
date = 2026-04-12
text = "one"

[[session]]
id = "bbbbbb"
at = 2026-04-12T15:00:00

[[session]]
id = "cccccc"
at = 2026-04-12T09:00:00

[[attendance]]
id = "dddddd"
session = "bbbbbb"
outcome = "attended"

[[remark]]
id = "eeeeee"
date = 2026-04-01
text = "two"
replaces = "aaaaaa"

[[option]]
id = "ffffff"
kind = "right"
name = "without a day"
recorded = 2026-04-05T10:00:00+02:00

[[void]]
id = "gggggg"
entry = "cccccc"
reason = "was not"
recorded = 2026-04-20T10:00:00+02:00
)");
  std::string told_off;
  for (const auto& h : chronology(c, nullptr))
    told_off += to_text(h.date) + (h.time ? to_text(*h.time).substr(10) : "") + " " + h.record->id +
                (h.stands ? "" : " struck") + (h.replaced_by ? " by " + h.replaced_by->id : "") +
                (h.state ? " " + std::string(word(*h.state)) : "") + "\n";
  CHECK(told_off == R"(2026-04-01 eeeeee
2026-04-05 ffffff
2026-04-12 aaaaaa struck by eeeeee
2026-04-12T15:00:00 bbbbbb
2026-04-12T09:00:00 cccccc struck
2026-04-12T15:00:00 dddddd held
2026-04-20 gggggg
)");
  CHECK(chronology(c, nullptr, known_at("2026-04-10T00:00:00")).size() == 6);  // the strike is not known yet
}

TEST_CASE("each record counts from its day: an option from its session's, a task from that of its writing") {
  const auto c = case_of(R"(
[[session]]
id = "sess11"
at = 2026-04-10T10:00:00
recorded = 2026-04-01T09:00:00+02:00

[[option]]
id = "ptn111"
kind = "right"
name = "x"
session = "sess11"
recorded = 2026-04-01T09:00:00+02:00

[[option]]
id = "ptn222"
kind = "right"
name = "y"
recorded = 2026-04-05T09:00:00+02:00

[[task]]
id = "task11"
text = "x"
due = 2026-05-01
recorded = 2026-04-03T09:00:00+02:00

[[completion]]
id = "cmpt11"
task = "task11"
date = 2026-04-20
outcome = "done"
recorded = 2026-04-20T09:00:00+02:00
)");
  const auto count = [&](Date day) {
    const History history(c, {day});
    std::string ids;
    for (const auto& r : c.records)
      if (history.counts(r)) ids += (ids.empty() ? "" : " ") + r.id;
    return ids;
  };
  CHECK(count({2026, 4, 1}) == "sess11");
  CHECK(count({2026, 4, 3}) == "sess11 task11");
  CHECK(count({2026, 4, 5}) == "sess11 ptn222 task11");
  CHECK(count({2026, 4, 10}) == "sess11 ptn111 ptn222 task11");
  CHECK(count({2026, 4, 20}) == "sess11 ptn111 ptn222 task11 cmpt11");
}

TEST_CASE("the end of a struck task, and what was put forward in a struck session, count for themselves no longer") {
  const auto c = case_of(R"(
[[task]]
id = "task11"
text = "x"
due = 2026-05-01

[[completion]]
id = "cmpt11"
task = "task11"
date = 2026-04-20
outcome = "done"

[[void]]
id = "vvvv11"
entry = "task11"
reason = "x"

[[session]]
id = "sess11"
at = 2026-04-10T10:00:00

[[option]]
id = "ptn111"
kind = "right"
name = "x"
session = "sess11"
recorded = 2026-04-01T09:00:00+02:00

[[void]]
id = "vvvv22"
entry = "sess11"
reason = "x"
)");
  CHECK(ids_of<Completion>(c, {late}) == "");
  CHECK(ids_of<Option>(c, {{2026, 4, 1}}) == "ptn111");  // counts from the day on which it was written down
  CHECK(ids_of<Option>(c, {{2026, 3, 31}}) == "");
}
