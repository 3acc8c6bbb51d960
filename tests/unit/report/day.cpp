#include "report/day.h"

#include <algorithm>

#include "reading.h"

using namespace psp;
using namespace psp::report;
using namespace psp::tests;

namespace {

constexpr Date monday{2026, 4, 13};

std::string appointment(std::string_view id, std::string_view at, std::string_view more = "") {
  return "[[session]]\nid = \"" + std::string(id) + "\"\nat = 2026-04-" + std::string(at) + ":00\n" + std::string(more);
}
std::string became(std::string_view of, std::string_view word) {
  return "[[attendance]]\nid = \"a" + std::string(of.substr(1)) + "\"\nsession = \"" + std::string(of) +
         "\"\noutcome = \"" + std::string(word) + "\"\n";
}

/// Returns the day of ana, or of `worker`, seen on Monday at 9:00.
Day day_with(std::string_view records, Date day = monday, std::optional<std::string> worker = "ana") {
  const auto office = plain_office();
  const DayQuestion question{day, {monday, 9, 0}, std::move(worker)};
  const auto c = case_of(records);
  return day_of({case_of_day(rules::whole_history(c), office, question)}, question);
}

/// Returns the sessions of the day: when, how long, and what became of them.
std::string sessions_in(const Day& day) {
  std::string text;
  for (const auto& s : day.sessions)
    text += (text.empty() ? "" : ", ") + to_text(s.at).substr(11, 5) + " " + std::to_string(s.minutes) + " " +
            std::string(word(s.state));
  return text;
}
std::string free_time(const Day& day) {
  std::string text;
  for (const auto& f : day.free)
    text += (text.empty() ? "" : ", ") + to_text(f.from).substr(11, 5) + "-" + to_text(f.to).substr(11, 5);
  return text;
}

}  // namespace

TEST_CASE("a day has the sessions of its date, in order of time, with what became of them") {
  const auto records = appointment("s00001", "13T14:00", "minutes = 30\n") + appointment("s00002", "13T10:00") +
                       appointment("s00003", "14T10:00") + appointment("s00004", "10T10:00", "minutes = 60\n") +
                       became("s00004", "missed");
  CHECK(sessions_in(day_with(records)) == "10:00 60 planned, 14:00 30 planned");
  CHECK(sessions_in(day_with(records, {2026, 4, 10})) == "10:00 60 missed");
  CHECK(sessions_in(day_with(records, {2026, 4, 11})) == "");
}

TEST_CASE("a session is in the day of the worker who has the case then") {
  const auto records = appointment("s00001", "13T10:00") + appointment("s00002", "15T10:00") +
                       "[[transfer]]\nid = \"t00001\"\ndate = 2026-04-14\nworker = \"ben\"\n";
  CHECK(sessions_in(day_with(records)) == "10:00 60 planned");
  CHECK(sessions_in(day_with(records, monday, "ben")) == "");
  CHECK(sessions_in(day_with(records, {2026, 4, 15})) == "");
  CHECK(sessions_in(day_with(records, {2026, 4, 15}, "ben")) == "10:00 60 planned");
  CHECK(sessions_in(day_with(records, {2026, 4, 15}, std::nullopt)) == "10:00 60 planned");
}

TEST_CASE("the time between the sessions of one worker is free, from a quarter of an hour") {
  const auto records = appointment("s00001", "13T10:00", "minutes = 45\n") + appointment("s00002", "13T11:00") +
                       appointment("s00003", "13T11:59") + appointment("s00004", "13T11:30", "minutes = 120\n") +
                       appointment("s00005", "13T15:00");
  CHECK(free_time(day_with(records)) == "10:45-11:00, 13:30-15:00");
  CHECK(free_time(day_with(records, monday, std::nullopt)) == "");
  CHECK(free_time(day_with(records + became("s00002", "cancelled"))) == "10:45-11:30, 13:30-15:00");
  const auto past = appointment("s00001", "10T10:00") + appointment("s00002", "10T15:00");
  CHECK(free_time(day_with(past, {2026, 4, 10})) == "");
}

TEST_CASE("what waits for its attendance is of earlier days, or its time has come") {
  const auto records = appointment("s00001", "10T10:00") + appointment("s00002", "13T08:00") +
                       appointment("s00003", "13T09:01") + appointment("s00004", "09T10:00") +
                       became("s00004", "attended");
  const auto day = day_with(records);
  REQUIRE(day.waiting.size() == 1);
  CHECK(day.waiting.front().id == "s00001");
  const auto until_now = sessions_without_attendance(day, true);
  REQUIRE(until_now.size() == 2);
  CHECK(until_now[0].id == "s00001");
  CHECK(until_now[1].id == "s00002");
  CHECK(sessions_without_attendance(day, false).size() == 1);
  const auto friday = day_with(records, {2026, 4, 10});
  CHECK(friday.waiting.empty());
  CHECK(sessions_without_attendance(friday, false).size() == 1);
}

TEST_CASE("what is owed in a case is told with its session, else as what is due on the day") {
  const std::string task =
      "[[task]]\nid = \"k00001\"\ntext = \"call the school\"\ndue = 2026-04-11\n";
  const auto with_session = day_with(task + appointment("s00001", "13T10:00"));
  REQUIRE(with_session.sessions.size() == 1);
  const auto& owed = with_session.sessions.front().owed;
  CHECK(std::any_of(owed.begin(), owed.end(), [](const Owed& o) { return o.code == "task-due"; }));
  CHECK(std::none_of(with_session.dues.begin(), with_session.dues.end(),
                     [](const DueOfDay& d) { return d.code == "task-due"; }));
  const auto without = day_with(task);
  const auto due =
      std::find_if(without.dues.begin(), without.dues.end(), [](const DueOfDay& d) { return d.code == "task-due"; });
  REQUIRE(due != without.dues.end());
  CHECK(due->day == Date{2026, 4, 11});
  const auto tomorrow = day_with(task, {2026, 4, 14});
  CHECK(
      std::none_of(tomorrow.dues.begin(), tomorrow.dues.end(), [](const DueOfDay& d) { return d.code == "task-due"; }));
}
