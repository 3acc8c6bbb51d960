#include "reading.h"

#include "rules/grounds.h"
#include "rules/record_refusals.h"
#include "rules/standing.h"

using namespace psp;
using namespace psp::rules;
using namespace psp::tests;

namespace {

const Office& office() {
  static const Office plain = plain_office();
  return plain;
}
const Service* counselling() { return office().find_service("counselling"); }

/// Returns a session with its attendance, on this day of April at 10: `outcome` and what else it says.
std::string session(int day, std::string_view outcome, std::string_view more = "") {
  const auto n = (day < 10 ? "0" : "") + std::to_string(day);
  auto text = "[[session]]\nid = \"sssc" + n + "\"\nat = 2026-04-" + n + "T10:00:00\n";
  if (!outcome.empty())
    text += "[[attendance]]\nid = \"aaac" + n + "\"\nsession = \"sssc" + n + "\"\noutcome = \"" + std::string(outcome) +
            "\"\n" + std::string(more) + "\n" + "recorded = 2026-04-" + n + "T11:00:00+02:00\n";
  return text;
}

constexpr std::string_view excused = "justified = true\nnotice = true";

std::size_t run(std::string_view records, const Service* service = counselling(), Date day = {2026, 4, 30}) {
  const auto c = case_of(records);
  return Standing(c, service, {day, std::nullopt}).missed.size();
}

std::string state(std::string_view records, Date day = {2026, 4, 30}) {
  const auto c = case_of(records);
  return std::string(word(Standing(c, counselling(), {day, std::nullopt}).state()));
}

}  // namespace

TEST_CASE("the state of a session") {
  Settings settings;
  const Date day{2026, 4, 10};
  const auto of = [&](Attendance a) { return word(state_of(&a, day, {2026, 4, 30}, settings)); };
  const auto outcome = [](Outcome o) {
    Attendance a;
    a.outcome = o;
    return a;
  };
  CHECK(of(outcome(Outcome::attended)) == "held");
  CHECK(of(outcome(Outcome::late)) == "held");
  CHECK(of(outcome(Outcome::turned_away)) == "turned_away");
  CHECK(of(outcome(Outcome::cancelled)) == "cancelled");
  CHECK(of(outcome(Outcome::rescheduled)) == "rescheduled");
  CHECK(word(state_of(nullptr, day, day + -1, settings)) == "planned");
  CHECK(word(state_of(nullptr, day, day, settings)) == "planned");
  CHECK(word(state_of(nullptr, day, day + 1, settings)) == "unrecorded");

  struct Row {
    std::optional<bool> justified, notice, waived;
    std::string_view both, either;
  };
  for (const auto& row : {Row{{}, {}, {}, "missed", "missed"}, Row{true, {}, {}, "missed", "excused"},
                          Row{{}, true, {}, "missed", "excused"}, Row{{}, {}, true, "missed", "excused"},
                          Row{true, true, {}, "excused", "excused"}, Row{true, {}, true, "excused", "excused"},
                          Row{true, false, true, "excused", "excused"}, Row{true, false, {}, "missed", "excused"},
                          Row{false, true, true, "missed", "excused"}, Row{false, false, false, "missed", "missed"}}) {
    auto a = outcome(Outcome::missed);
    a.justified = row.justified;
    a.notice = row.notice;
    a.notice_waived = row.waived;
    settings.excused_when = ExcusedWhen::justified_and_notified;
    CHECK(of(a) == row.both);
    settings.excused_when = ExcusedWhen::justified_or_notified;
    CHECK(of(a) == row.either);
  }
}

TEST_CASE("runs of missed sessions") {
  const auto missed = [](int day) { return session(day, "missed"); };
  CHECK(run("") == 0);
  CHECK(run(missed(1) + missed(2) + missed(3)) == 3);
  CHECK(run(missed(1) + session(2, "attended") + missed(3)) == 1);
  CHECK(run(missed(1) + session(2, "late") + missed(3)) == 1);
  CHECK(run(missed(1) + session(2, "turned-away") + missed(3)) == 1);
  CHECK(run(missed(1) + missed(2) + session(3, "attended")) == 0);
  CHECK(run(missed(1) + session(2, "cancelled", "cancelled_by = \"client\"") + missed(3)) == 2);
  CHECK(run(missed(1) + session(2, "rescheduled") + missed(3)) == 2);
  CHECK(run(missed(1) + session(2, "") + missed(3)) == 2);                                 // the second is unrecorded
  CHECK(run(missed(1) + missed(2) + session(20, ""), counselling(), {2026, 4, 10}) == 2);  // the last is planned
  CHECK(run(missed(1) + session(2, "missed", excused) + missed(3)) == 1);
  CHECK(run(missed(1) + session(2, "missed", "notice = true") + missed(3)) == 3);
  // They count in order of time, not of the file.
  CHECK(run(missed(3) + missed(1) + session(2, "attended")) == 1);
}

TEST_CASE("what an excused absence does is set by the service, on the day of the session") {
  const auto given = office_of(R"(format = 1
[services.skipping]
missed_limit = 3
excused_effect = "skips"

[services.changing]
missed_limit = 3
[[services.changing.change]]
from = 2026-04-03
excused_effect = "skips"
)");
  const auto records = session(1, "missed") + session(2, "missed", excused) + session(3, "missed") +
                       session(4, "missed", excused) + session(5, "missed");
  const auto c = case_of(records);
  CHECK(run(records) == 1);
  CHECK(run(records, given.find_service("skipping")) == 3);
  CHECK(run(records, given.find_service("changing")) == 2);
  const Standing s(c, counselling(), {{2026, 4, 30}, std::nullopt});
  CHECK(s.missed_skipping == 3);
  CHECK(s.count(SessionState::excused) == 2);
  CHECK(s.count(SessionState::missed) == 3);
}

TEST_CASE("of several attendances of one session the last in the file counts") {
  const auto c = case_of(session(1, "missed") + R"([[attendance]]
id = "aaac99"
session = "sssc01"
outcome = "attended"
minutes = 40
)");
  const Standing s(c, counselling(), {{2026, 4, 30}, std::nullopt});
  REQUIRE(s.sessions.size() == 1);
  CHECK(s.sessions[0].record->id == "aaac99");
  CHECK(s.sessions[0].minutes() == 40);
  CHECK(s.missed.empty());
  REQUIRE(s.held.size() == 1);
}

TEST_CASE("sessions at one time stand in the order of the file, and minutes are the actual ones first") {
  const auto c = case_of(R"(
[[session]]
id = "bbbbbb"
at = 2026-04-02T10:00:00
minutes = 50

[[session]]
id = "aaaaaa"
at = 2026-04-02T10:00:00

[[session]]
id = "cccccc"
at = 2026-04-01T10:00:00
)");
  const Standing s(c, counselling(), {{2026, 4, 30}, std::nullopt});
  REQUIRE(s.sessions.size() == 3);
  CHECK(s.sessions[0].session.record->id == "cccccc");
  CHECK(s.sessions[1].session.record->id == "bbbbbb");
  CHECK(s.sessions[1].minutes() == 50);
  CHECK(s.sessions[2].minutes() == std::nullopt);
}

TEST_CASE("the course of a case goes by date, then by place") {
  constexpr std::string_view closure =
      "[[closure]]\nid = \"cccccc\"\ndate = 2026-05-01\nground = \"other\"\nreason = \"x\"\n";
  constexpr std::string_view reopening = "[[reopening]]\nid = \"rrrrrr\"\ndate = 2026-05-01\n";
  const Date day{2026, 6, 1};
  CHECK(state("", day) == "intake");
  CHECK(state(closure, day) == "closed");
  CHECK(state(closure, {2026, 4, 30}) == "intake");
  CHECK(state(std::string(closure) + std::string(reopening), day) == "intake");
  CHECK(state(std::string(reopening) + std::string(closure), day) == "closed");
  CHECK(state(std::string(closure) + "refused = true\n", day) == "refused");

  constexpr std::string_view suspension = "[[suspension]]\nid = \"ssssss\"\ndate = 2026-04-10\n";
  constexpr std::string_view resumption = "[[resumption]]\nid = \"tttttt\"\ndate = 2026-04-20\n";
  CHECK(state(suspension, day) == "suspended");
  CHECK(state(suspension, {2026, 4, 9}) == "intake");
  CHECK(state(std::string(resumption) + std::string(suspension), day) == "intake");
  CHECK(state(std::string(suspension) + std::string(closure), day) == "closed");
  CHECK(state(std::string(suspension) + std::string(closure) + std::string(reopening), day) == "intake");
}

TEST_CASE("a case is active once its papers are there, or a session was held") {
  constexpr std::string_view application = "[[document]]\nid = \"dddddd\"\nkind = \"application\"\ndate = 2026-03-02\n";
  constexpr std::string_view referral =
      "[[referral]]\nid = \"rrrrrr\"\ndirection = \"in\"\ndate = 2026-03-02\nfrom = \"janis\"\n";
  CHECK(state(application) == "intake");
  CHECK(state(std::string(application) + std::string(referral)) == "intake");  // its situation is missing
  CHECK(state(std::string(application) + std::string(referral) + "situation = \"x\"\n") == "active");
  CHECK(state(session(1, "missed")) == "intake");
  CHECK(state(session(1, "attended")) == "active");
}

TEST_CASE("transfers change the worker, the manager or both") {
  const auto c = case_of(R"(
[[transfer]]
id = "tttttt"
date = 2026-05-01
worker = "eva"

[[transfer]]
id = "vvvvvv"
date = 2026-04-01
manager = "marta"
)");
  const auto at = [&](Date day) {
    const Standing s(c, counselling(), {day, std::nullopt});
    return s.worker() + " " + s.course.manager;
  };
  CHECK(at({2026, 3, 31}) == "ana janis");
  CHECK(at({2026, 4, 1}) == "ana marta");
  CHECK(at({2026, 5, 1}) == "eva marta");
  const Standing s(c, counselling(), {{2026, 6, 1}, std::nullopt});
  REQUIRE(s.course.assignments.size() == 2);
  CHECK(s.course.assignments[0].from == Date{2026, 3, 2});
  CHECK(s.course.assignments[0].record == nullptr);
  CHECK(s.course.assignments[1].record->id == "tttttt");
}

TEST_CASE("a reopening begins a new episode") {
  const auto c = case_of(session(1, "attended") + session(2, "missed") + R"(
[[review]]
id = "vvvvvv"
date = 2026-04-03
decision = "end"
agreed = true

[[closure]]
id = "cccccc"
date = 2026-04-04
ground = "other"
reason = "x"

[[reopening]]
id = "rrrrrr"
date = 2026-04-10
)" + session(10, "missed") +
                         session(11, "attended"));
  const Standing s(c, counselling(), {{2026, 4, 30}, std::nullopt});
  CHECK(s.course.episode_from == Date{2026, 4, 10});
  CHECK(s.sessions.size() == 2);
  CHECK(s.held.size() == 1);
  CHECK(s.reviews.empty());
  CHECK_FALSE(s.closed());
  const Standing before(c, counselling(), {{2026, 4, 9}, std::nullopt});
  CHECK(before.closed());
  CHECK(before.held.size() == 1);
  CHECK(before.count(SessionState::missed) == 1);
  CHECK(before.count(SessionState::planned) == 2);  // they are known already, and ahead
  CHECK(before.reviews.size() == 1);
}

TEST_CASE("an interim review does not put off the next") {
  // Twelve sessions are held, on the 1st to the 12th; a review is due after five.
  std::string sessions;
  for (int day = 1; day <= 12; ++day) sessions += session(day, "attended");
  const auto given = office_of("format = 1\n[services.counselling]\nreview_after = 5\n");
  const auto review = [](std::string id, int day) {
    return "[[review]]\nid = \"" + id + "\"\ndate = 2026-04-" + (day < 10 ? "0" : "") + std::to_string(day) +
           "\ndecision = \"continue\"\nagreed = true\n";
  };
  const auto since = [&](const std::string& reviews) {
    const auto c = case_of(sessions + reviews);
    const Standing s(c, given.find_service("counselling"), {{2026, 4, 30}, std::nullopt});
    return (s.counted_review ? to_text(*s.counted_review) : "none") + " " + std::to_string(s.held_since_review.size());
  };
  CHECK(since("") == "none 12");
  CHECK(since(review("vvvvv1", 4)) == "none 12");
  CHECK(since(review("vvvvv1", 5)) == "2026-04-05 7");  // that day's session is included
  CHECK(since(review("vvvvv1", 5) + review("vvvvv2", 9)) == "2026-04-05 7");
  CHECK(since(review("vvvvv1", 5) + review("vvvvv2", 10)) == "2026-04-10 2");
  CHECK(since(review("vvvvv2", 10) + review("vvvvv1", 5)) == "2026-04-10 2");  // the day counts, not the place
  CHECK(since(review("vvvvv1", 4) + review("vvvvv2", 6)) == "2026-04-06 6");
}

TEST_CASE("the next session planned and the last one held") {
  const auto c = case_of(session(1, "attended") + session(5, "") + session(20, "") + session(25, "") +
                         session(22, "cancelled", "cancelled_by = \"client\""));
  const Standing s(c, counselling(), {{2026, 4, 22}, std::nullopt});
  REQUIRE(s.next_planned());
  CHECK(s.next_planned()->day() == Date{2026, 4, 25});
  CHECK(s.last_held()->day() == Date{2026, 4, 1});
  CHECK(s.count(SessionState::unrecorded) == 2);
  const Standing early(c, counselling(), {{2026, 3, 15}, std::nullopt});
  CHECK(early.last_held() == nullptr);
}

TEST_CASE("a paper is looked for in the whole case") {
  const auto c = case_of(R"(
[[document]]
id = "dddddd"
kind = "contract"
date = 2026-04-01

[[referral]]
id = "rrrrrr"
direction = "out"
date = 2026-04-01
to = "shelter"
reason = "x"

[[referral]]
id = "rrrrrs"
direction = "in"
date = 2026-04-01
from = "janis"
situation = "\t "

[[closure]]
id = "cccccc"
date = 2026-04-02
ground = "other"
reason = "x"

[[reopening]]
id = "rrrrrt"
date = 2026-05-01
)");
  const Standing s(c, counselling(), {{2026, 6, 1}, std::nullopt});
  CHECK(s.has_paper(Paper::contract));
  CHECK_FALSE(s.has_paper(Paper::consent));
  CHECK_FALSE(s.has_paper(Paper::application));
  CHECK_FALSE(s.has_paper(Paper::referral));
}

namespace {

/// Returns why the case does not take the record, with what is missing; "" if it takes it.
std::string refused(std::string_view records, std::string_view added, Date day = {2026, 4, 30}) {
  const auto c = case_of(records);
  const auto extra = case_of(added);
  const Standing s(c, counselling(), {day, std::nullopt});
  const auto why = refuse_record(s, extra.records.front());
  if (!why) return "";
  auto text = told(why->message);
  for (const auto& lack : why->lacks) text += "\n" + told(lack);
  return text;
}

constexpr std::string_view closed =
    "[[closure]]\nid = \"cccccc\"\ndate = 2026-04-20\nground = \"other\"\nreason = \"x\"\n";

}  // namespace

TEST_CASE("a closed case takes no session, suspension, resumption, transfer or second closure") {
  const std::string sorry = "; psp reopen 2026-0042 starts a new episode";
  const std::string begin = "case 2026-0042 is closed since 2026-04-20: it takes no ";
  CHECK(refused(closed, session(25, "")) == begin + "session" + sorry);
  CHECK(refused(closed, "[[suspension]]\nid = \"ssssss\"\ndate = 2026-04-25\n") == begin + "suspension" + sorry);
  CHECK(refused(closed, "[[resumption]]\nid = \"ssssss\"\ndate = 2026-04-25\n") == begin + "resumption" + sorry);
  CHECK(refused(closed, "[[transfer]]\nid = \"ssssss\"\ndate = 2026-04-25\nworker = \"eva\"\n") ==
        begin + "transfer" + sorry);
  CHECK(refused(closed, closed) == begin + "closure" + sorry);
  CHECK(refused(closed, "[[remark]]\nid = \"ssssss\"\ndate = 2026-04-25\ntext = \"x\"\n") == "");
  CHECK(refused(closed, "[[document]]\nid = \"ssssss\"\ndate = 2026-04-25\nkind = \"other\"\n") == "");
  CHECK(refused(closed, "[[reopening]]\nid = \"ssssss\"\ndate = 2026-04-25\n") == "");
  // A correction is always taken.
  CHECK(refused(closed,
                "[[closure]]\nid = \"ssssss\"\ndate = 2026-04-21\nground = \"moved\"\nreplaces = \"cccccc\"\n") == "");
}

TEST_CASE("a second session at one time, a second attendance of one session") {
  CHECK(refused(session(1, ""), session(1, "")) ==
        "a session at 2026-04-01 10:00 is there already (sssc01): record what became of it with psp attendance");
  CHECK(refused(session(1, "attended"), session(1, "")) ==
        "a session at 2026-04-01 10:00 is there already (sssc01): amend it if it is wrong");
  CHECK(refused(session(1, "cancelled", "cancelled_by = \"client\""), session(1, "")) == "");
  CHECK(refused(session(1, "rescheduled"), session(1, "")) == "");
  CHECK(refused(session(1, ""), session(2, "")) == "");
  const std::string attendance = "[[attendance]]\nid = \"tttttt\"\nsession = \"sssc01\"\noutcome = \"attended\"\n";
  CHECK(refused(session(1, ""), attendance) == "");
  CHECK(
      refused(session(1, "missed"), attendance) ==
      "session sssc01 of 2026-04-01 10:00 has its attendance already (aaac01, missed): correct that one with psp amend");
}

TEST_CASE("suspensions, resumptions and reopenings need something to change") {
  const std::string suspension = "[[suspension]]\nid = \"ssssss\"\ndate = 2026-04-10\n",
                    resumption = "[[resumption]]\nid = \"tttttt\"\ndate = 2026-04-20\n";
  CHECK(refused("", suspension) == "");
  CHECK(refused(suspension, suspension) == "case 2026-0042 is suspended since 2026-04-10 already");
  CHECK(refused(suspension, resumption) == "");
  CHECK(refused("", resumption) == "case 2026-0042 is not suspended on 2026-04-20: there is nothing to resume");
  CHECK(refused("", "[[reopening]]\nid = \"rrrrrr\"\ndate = 2026-04-25\n") ==
        "case 2026-0042 is not closed on 2026-04-25: there is nothing to reopen");
}

TEST_CASE("a closure needs the evidence of its ground, or an override") {
  const auto closing = [](std::string_view ground, std::string_view more = "") {
    return "[[closure]]\nid = \"cccccc\"\ndate = 2026-04-20\nground = \"" + std::string(ground) + "\"\n" +
           std::string(more) + "\n";
  };
  const auto lacking = [](std::string_view ground, std::string_view lack) {
    return "the evidence for the ground " + std::string(ground) +
           " is missing; record it first, or close with --override and why:\n" + std::string(lack);
  };
  for (const auto* ground : {"rules-breach", "contract-breach", "moved", "other"}) {
    CHECK(refused("", closing(ground)) == lacking(ground, "a reason (--reason)"));
    CHECK(refused("", closing(ground, "reason = \"x\"")) == "");
    CHECK(refused("", closing(ground, "override = \"x\"")) == "");
  }
  CHECK(refused("", closing("died")) == "");
  CHECK(
      refused("", closing("agreement", "reason = \"x\"")) ==
      "agreement is no ground for closing in the service counselling; its grounds are: rules-breach, contract-breach, missed-sessions, "
      "not-needed, not-suitable, moved, client-request, completed, died, other");

  const auto missed = session(1, "missed") + session(2, "missed"), third = session(21, "missed");
  CHECK(refused(missed, closing("missed-sessions")) ==
        lacking("missed-sessions", "3 sessions missed in a row; there are 2 on 2026-04-20"));
  CHECK(refused(missed + third, closing("missed-sessions")) ==
        lacking("missed-sessions", "3 sessions missed in a row; there are 2 on 2026-04-20"));
  CHECK(refused(missed + session(20, "missed"), closing("missed-sessions")) == "");
  CHECK(refused(missed + session(20, "missed") + session(21, "attended"), closing("missed-sessions")) == "");

  const auto conclusion = [](std::string_view finding) {
    return "[[document]]\nid = \"dddddd\"\nkind = \"conclusion\"\ndate = 2026-04-15\nfinding = \"" +
           std::string(finding) + "\"\n";
  };
  CHECK(refused("", closing("not-needed")) ==
        lacking("not-needed",
                "a conclusion that finds it (psp document 2026-0042 --kind conclusion --finding not-needed)"));
  CHECK(refused(conclusion("not-suitable"), closing("not-needed")) ==
        lacking("not-needed",
                "a conclusion that finds it (psp document 2026-0042 --kind conclusion --finding not-needed)"));
  CHECK(refused(conclusion("not-needed"), closing("not-needed")) == "");
  CHECK(refused(conclusion("not-suitable"), closing("not-suitable")) == "");

  const std::string withdrawal = "[[document]]\nid = \"dddddd\"\nkind = \"withdrawal\"\ndate = 2026-04-15\n";
  const auto no_withdrawal = lacking(
      "client-request",
      "the client's withdrawal in writing, with its reason (psp document 2026-0042 --kind withdrawal --reason @)");
  CHECK(refused("", closing("client-request")) == no_withdrawal);
  CHECK(refused(withdrawal, closing("client-request")) == no_withdrawal);
  CHECK(refused(withdrawal + "reason = \"x\"\n", closing("client-request")) == "");

  std::string ten;
  for (int day = 1; day <= 10; ++day) ten += session(day, "attended");
  const auto review = [](std::string_view decision, std::string_view agreed) {
    return "[[review]]\nid = \"vvvvvv\"\ndate = 2026-04-15\ndecision = \"" + std::string(decision) +
           "\"\nagreed = " + std::string(agreed) + "\n";
  };
  const std::string_view no_review =
      "a review that says end, agreed with the client (psp review 2026-0042 --decision end --agreed)";
  CHECK(refused("", closing("completed")) ==
        lacking("completed", "10 held sessions; there are 0\n" + std::string(no_review)));
  CHECK(refused(ten, closing("completed")) == lacking("completed", no_review));
  CHECK(refused(ten + review("continue", "true"), closing("completed")) == lacking("completed", no_review));
  CHECK(refused(ten + review("end", "false"), closing("completed")) == lacking("completed", no_review));
  CHECK(refused(ten + review("end", "true"), closing("completed")) == "");
}

TEST_CASE("a closing as not suitable advises a referral onward") {
  const auto advised = [](std::string_view records) {
    const auto c = case_of(records);
    const Standing s(c, counselling(), {{2026, 4, 30}, std::nullopt});
    Closure closure;
    closure.date = Date{2026, 4, 20};
    closure.ground = Ground::not_suitable;
    return advisable_evidence({closure, s}).size();
  };
  CHECK(advised("") == 1);
  CHECK(
      advised(
          "[[referral]]\nid = \"rrrrrr\"\ndirection = \"in\"\ndate = 2026-04-01\nfrom = \"x\"\nsituation = \"x\"\n") ==
      1);
  CHECK(
      advised("[[referral]]\nid = \"rrrrrr\"\ndirection = \"out\"\ndate = 2026-04-01\nto = \"x\"\nreason = \"x\"\n") ==
      0);
}

TEST_CASE("the sessions that wait for their attendance") {
  const auto c = case_of(session(20, "") + session(5, "") + session(6, "attended") + session(10, ""));
  const Standing s(c, counselling(), {{2026, 4, 10}, std::nullopt});
  const auto waiting = [&](Outcome outcome) {
    std::string days;
    for (const auto* a : awaiting(s, outcome)) days += " " + std::to_string(a->day().day);
    return days;
  };
  CHECK(waiting(Outcome::attended) == " 5 10");
  CHECK(waiting(Outcome::missed) == " 5 10");
  CHECK(waiting(Outcome::cancelled) == " 5 10 20");
  CHECK(waiting(Outcome::rescheduled) == " 5 10 20");
}

TEST_CASE("what a reopening says of the intake stands in place of what was there") {
  Intake before;
  before.route = Route::proposer;
  before.eligibility = Eligibility::first_contact;
  before.accepted = true;
  before.area = "Saldus";
  before.distress = "rent";
  Reopening reopening;
  auto after = intake_after(before, reopening);
  CHECK(after.route == Route::proposer);
  CHECK_FALSE(after.eligibility);  // each episode has its own
  CHECK(after.accepted == true);
  CHECK(after.area == "Saldus");

  reopening.intake.route = Route::proposer;  // is the one in force
  CHECK(intake_after(before, reopening).accepted == true);
  reopening.intake.route = Route::official_duty;
  reopening.intake.area = "Brocēni";
  after = intake_after(before, reopening);
  CHECK(after.route == Route::official_duty);
  CHECK_FALSE(after.accepted);
  CHECK_FALSE(after.informed);
  CHECK(after.area == "Brocēni");
  CHECK(after.distress == "rent");
  reopening.intake.informed = true;
  CHECK(intake_after(before, reopening).informed == true);
}

TEST_CASE("a resumption has an effect where something is suspended, and only there") {
  const auto resumed = [](std::string_view records) {
    const auto c = case_of(records);
    const Standing s(c, counselling(), {{2026, 5, 1}, std::nullopt});
    return std::pair(s.course.suspension.has_value(), s.course.resumption.has_value());
  };
  const std::string suspension = "\n[[suspension]]\nid = \"svsp11\"\ndate = 2026-04-10\n";
  const auto resumption = [](std::string_view day) {
    return "\n[[resumption]]\nid = \"resm11\"\ndate = " + std::string(day) + "\n";
  };
  CHECK(resumed(resumption("2026-04-10")) == std::pair(false, false));
  CHECK(resumed(suspension + resumption("2026-04-09")) == std::pair(true, false));
  CHECK(resumed(suspension + resumption("2026-04-10")) == std::pair(false, true));
  CHECK(resumed(resumption("2026-04-10") + suspension) == std::pair(true, false));  // the place counts
}
