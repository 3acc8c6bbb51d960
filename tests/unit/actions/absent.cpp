#include "actions/absent.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Returns an absence of ana's from 23 to 27 March 2026.
actions::AbsenceRequest absence(std::optional<report::AbsenceWay> way) {
  actions::AbsenceRequest request;
  request.question = {"ana", {2026, 3, 23}, {2026, 3, 27}, {{2026, 3, 20}, 12, 0, 0}, way, {}};
  request.day_instead = [](Date day) { return day + 7; };
  request.reason = "ill";
  return request;
}

std::string session(const std::string& id, const std::string& at) {
  return "\n[[session]]\nid = \"" + id + "\"\nat = " + at +
         ":00\nminutes = 50\nby = \"ana\"\nrecorded = 2026-03-02T09:14:05+02:00\n";
}

std::string closing_on(const std::string& day) {
  return "\n[[closure]]\nid = \"c05ed1\"\ndate = " + day +
         "\nground = \"died\"\nby = \"ana\"\nrecorded = 2026-03-10T09:00:00+02:00\n";
}

/// Two cases with three sessions in the days.
void write_cases(const LedgerDirectory& at) {
  at.write(first_case,
           case_text("2026-0001", session("sess11", "2026-03-24T10:00") + session("sess12", "2026-03-27T10:00") +
                                      session("sess13", "2026-03-31T10:00")));
  at.write(second_case, case_text("2026-0002", session("sess21", "2026-03-24T09:00")));
}

std::vector<std::string> ids_of(const actions::AbsenceLook& found) {
  std::vector<std::string> ids;
  for (const auto& s : found.sessions) ids.push_back(s.was.id);
  return ids;
}

std::vector<std::string> words_of(const std::vector<Message>& messages) {
  std::vector<std::string> all;
  for (const auto& m : messages) all.push_back(told(m));
  return all;
}

}  // namespace

TEST_CASE("the sessions of the days are found in all cases, in order of time") {
  const LedgerDirectory at;
  write_cases(at);
  store::Ledger ledger(at.path());
  const auto found = actions::look_at_absence(occasion_at(ledger), absence({}));
  CHECK(ids_of(found) == std::vector<std::string>{"sess21", "sess11", "sess12"});
  CHECK(found.cases() == std::vector<std::string>{"2026-0001", "2026-0002"});
  CHECK(found.workers.contains("janis"));
}

TEST_CASE("sessions of an absence are called off, in one write") {
  const LedgerDirectory at;
  write_cases(at);
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const auto request = absence(report::AbsenceWay::cancel);
  const auto written = actions::be_absent(on, request, actions::look_to_be_absent(on, request));
  REQUIRE(written.cases.size() == 2);
  REQUIRE(written.cases[0].added.size() == 2);
  for (const auto& w : written.cases)
    for (const auto& r : w.added) {
      CHECK(r.write == written.cases[0].added[0].write);
      REQUIRE(r.as<Attendance>());
      CHECK(r.as<Attendance>()->outcome == Outcome::cancelled);
      CHECK(r.as<Attendance>()->cancelled_by == CancelledBy::provider);
      CHECK(r.as<Attendance>()->reason == "ill");
    }
  CHECK(actions::look_at_absence(on, request).sessions.empty());
}

TEST_CASE("a session is moved where one of the same case was that is moved on, too, and called off where one stays") {
  const LedgerDirectory at;
  at.write(first_case,
           case_text("2026-0001", session("sess11", "2026-03-24T10:00") + session("sess13", "2026-03-31T10:00")));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  auto request = absence(report::AbsenceWay::move);
  const auto alone = actions::look_at_absence(on, request);
  CHECK(words_of(alone.doubts) ==
        std::vector<std::string>{
            "2026-0001: a session is planned on 2026-03-31 10:00 already: that of 2026-03-24 is called off"});
  CHECK(refusal([&] { actions::refuse_absence(on, request, alone); }) == "");

  request.question.to = {2026, 3, 31};
  const auto look = actions::look_to_be_absent(on, request);
  CHECK(words_of(look.doubts) == std::vector<std::string>{"2026-0001: ana is still away on 2026-03-31"});
  const auto written = actions::be_absent(on, request, look);
  REQUIRE(written.cases.size() == 1);
  REQUIRE(written.cases[0].added.size() == 4);
  const auto& moved = written.cases[0].added[2];
  CHECK(*moved.as<Session>()->at == LocalTime{{2026, 3, 31}, 10, 0, 0});
  CHECK(moved.as<Session>()->minutes == 50);
  CHECK(written.cases[0].added[3].as<Attendance>()->session.id == "sess11");
  CHECK(written.cases[0].added[3].as<Attendance>()->moved_to.id == moved.id);
}

TEST_CASE("a case goes to another worker for the days, and comes back") {
  const LedgerDirectory at;
  write_cases(at);
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  auto request = absence(report::AbsenceWay::give);
  request.question.given_to = "janis";
  actions::be_absent(on, request, actions::look_to_be_absent(on, request));
  const auto parsed = ledger.read_case("2026-0002");
  const auto worker_on = [&](Date day) { return rules::Standing(parsed.value, nullptr, {day}).worker(); };
  CHECK(worker_on({2026, 3, 22}) == "ana");
  CHECK(worker_on({2026, 3, 23}) == "janis");
  CHECK(worker_on({2026, 3, 27}) == "janis");
  CHECK(worker_on({2026, 3, 28}) == "ana");
  CHECK(actions::look_at_absence(on, absence({})).sessions.empty());
}

TEST_CASE("where one case does not take its record, nothing is written in any") {
  const LedgerDirectory at;
  write_cases(at);
  const auto closes = case_text("2026-0002", session("sess21", "2026-03-24T09:00") + closing_on("2026-03-26"));
  at.write(second_case, closes);
  const auto before = at.text(first_case);
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  for (const auto way : {report::AbsenceWay::move, report::AbsenceWay::give}) {
    auto request = absence(way);
    request.question.given_to = "janis";
    const auto look = actions::look_to_be_absent(on, request);
    const std::string_view why = "nothing was written in any case, for 2026-0002 does not take its record:";
    CHECK(refusal([&] { actions::refuse_absence(on, request, look); }) == why);
    CHECK(refusal([&] { actions::be_absent(on, request, look); }) == why);
    CHECK(at.text(first_case) == before);
    CHECK(at.text(second_case) == closes);
  }
}

TEST_CASE("what is still planned in a closed case is called off, and the case goes to nobody") {
  for (const auto way : {report::AbsenceWay::move, report::AbsenceWay::give}) {
    const LedgerDirectory at;
    write_cases(at);
    at.write(second_case, case_text("2026-0002", session("sess21", "2026-03-24T09:00") + closing_on("2026-03-10")));
    store::Ledger ledger(at.path());
    const auto on = occasion_at(ledger);
    auto request = absence(way);
    request.question.given_to = "janis";
    const auto look = actions::look_to_be_absent(on, request);
    CHECK(look.sessions.front().closed == Date{2026, 3, 10});
    CHECK_FALSE(look.sessions.front().moved_to);
    CHECK(words_of(look.doubts).front() ==
          "2026-0002 is closed since 2026-03-10: its session of 2026-03-24 is called off");
    actions::refuse_absence(on, request, look);
    actions::be_absent(on, request, look);
    const auto written = at.text(second_case);
    CHECK(written.find("outcome = \"cancelled\"") != written.npos);
    CHECK(written.find("[[transfer]]") == written.npos);
  }
}

TEST_CASE("a file that cannot be read keeps an absence from being written, not from being looked at") {
  const LedgerDirectory at;
  write_cases(at);
  at.write("cases/2026/2026-0003.toml", "format = \n");
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  CHECK(actions::look_at_absence(on, absence({})).sessions.size() == 3);
  CHECK(refusal([&] {
          actions::look_to_be_absent(on, absence(report::AbsenceWay::cancel));
        }).starts_with("nothing was written: whose sessions it has"));
}

TEST_CASE("other sessions than a person agreed to are not called off") {
  const LedgerDirectory at;
  write_cases(at);
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const auto request = absence(report::AbsenceWay::cancel);
  const auto agreed = actions::look_to_be_absent(on, request);
  at.write(second_case, case_text("2026-0002", session("sess21", "2026-03-25T09:00")));
  const auto before = at.text(first_case);
  CHECK(refusal([&] { actions::be_absent(on, request, agreed); }) ==
        "nothing was written: meanwhile ana has other sessions in these days; try again");
  CHECK(at.text(first_case) == before);
}

TEST_CASE("what may be a slip in an absence is found") {
  const LedgerDirectory at(std::string(small_office) + "left = 2026-03-25\n");
  at.write(first_case, case_text("2026-0001", session("sess11", "2026-03-24T10:00")));
  auto of_janis = case_text("2026-0002", session("sess21", "2026-03-24T10:30"));
  of_janis.replace(of_janis.find("\"ana\""), 5, "\"janis\"");
  at.write(second_case, of_janis);
  at.write("cases/2026/2026-0003.toml", case_text("2026-0003", session("sess31", "2026-03-30T10:40")));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const auto doubts = [&](const actions::AbsenceRequest& request) {
    return words_of(actions::look_at_absence(on, request).doubts);
  };
  auto request = absence(report::AbsenceWay::give);
  request.question.given_to = "janis";
  CHECK(doubts(request) == std::vector<std::string>{"janis leaves the office on 2026-03-25",
                                                    "2026-0001: janis has a session of 2026-0002 at 2026-03-24 10:30"});
  request = absence(report::AbsenceWay::move);
  request.day_instead = [](Date day) { return day + 6; };
  CHECK(doubts(request) == std::vector<std::string>{"2026-0001: ana has a session of 2026-0003 at 2026-03-30 10:40"});
  request.day_instead = [](Date day) { return day + 5; };
  CHECK(doubts(request) == std::vector<std::string>{"2026-0001: 2026-03-29 is a Sunday"});
  request.day_instead = [](Date day) { return day + -6; };
  CHECK(doubts(request) == std::vector<std::string>{"2026-0001: 2026-03-18 10:00 has passed already"});
}
