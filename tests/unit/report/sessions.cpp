// Sessions, minutes, clients, and the records of a period.
#include "counting.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Returns a session with what became of it.
std::string session(std::string_view at, std::string_view outcome, std::string_view more = "") {
  auto text = fmt::format("[[session]]\nat = {}\n", at);
  if (!outcome.empty()) text += fmt::format("[[attendance]]\noutcome = \"{}\"\n{}\n", outcome, more);
  return text;
}

}  // namespace

TEST_CASE("sessions count by their day, each by its state") {
  const auto r = count({"opened = 2026-03-02\n" + session("2026-09-30T10:00:00", "attended") +
                        session("2026-10-01T10:00:00", "attended") + session("2026-10-02T10:00:00", "late") +
                        session("2026-10-03T10:00:00", "turned-away") + session("2026-10-04T10:00:00", "missed") +
                        session("2026-10-05T10:00:00", "missed", "notice = true") +
                        session("2026-10-06T10:00:00", "missed", "notice = true\njustified = true") +
                        session("2026-10-07T10:00:00", "cancelled", "cancelled_by = \"client\"") +
                        session("2026-10-08T10:00:00", "rescheduled") + session("2026-10-09T10:00:00", "") +
                        session("2026-10-31T10:00:00", "") + session("2026-11-01T10:00:00", "attended")},
                       2026, 10);
  CHECK(told(r, "sessions") ==
        "held 2, turned_away 1, missed 2, excused 1, cancelled 1, rescheduled 1, planned 1, unrecorded 1");
  CHECK(told(r, "no_show") == "missed 2, expected 6, rate 0.3333");
}

TEST_CASE("the no-show rate over no session is none") {
  CHECK(told(count({"opened = 2026-10-02\n" + session("2026-10-08T10:00:00", "rescheduled")}, 2026, 10), "no_show") ==
        "");
  CHECK(told(count({"opened = 2026-10-02\n" + session("2026-10-08T10:00:00", "attended")}, 2026, 10), "no_show") ==
        "expected 1, rate 0.0000");
}

TEST_CASE("in a month that has not ended, what lies ahead is planned") {
  const std::string ahead = "opened = 2026-10-02\n" + session("2026-10-08T10:00:00", "") +
                            session("2026-10-20T10:00:00", "") + session("2026-10-21T10:00:00", "");
  const auto as_of = [&](Date today) {
    return told(count({ahead}, asked(report::month_of({2026, 10, 1}), By::all, today)), "sessions");
  };
  CHECK(as_of({2026, 10, 20}) == "planned 2, unrecorded 1");
  CHECK(as_of({2026, 11, 20}) == "unrecorded 3");
}

TEST_CASE("minutes are those of the attendance, otherwise of the session, over the sessions held") {
  const std::string record = R"(opened = 2026-10-01
[[session]]
at = 2026-10-05T10:00:00
minutes = 60
[[attendance]]
outcome = "attended"
minutes = 50
[[session]]
at = 2026-10-12T10:00:00
minutes = 45
[[attendance]]
outcome = "late"
[[session]]
at = 2026-10-13T10:00:00
[[attendance]]
outcome = "attended"
[[session]]
at = 2026-10-19T10:00:00
minutes = 90
[[attendance]]
outcome = "missed"
)";
  const auto r = count({record}, 2026, 10);
  CHECK(told(r, "minutes") == "total 95, mean 47.5, unknown 1");
}

TEST_CASE("the benchmark is that of each session's service, where it has one") {
  const auto held = "opened = 2026-10-01\n" + session("2026-10-05T10:00:00", "attended");
  const auto r =
      count({"service = \"counselling\"\n" + held, "service = \"first-aid\"\n" + held, "service = \"visits\"\n" + held},
            2026, 10);
  const auto& numbers = r.now.groups[0].numbers;
  CHECK(report::number_at(numbers, Figure::benchmark) == 60 + 45);
  CHECK(report::number_at(numbers, Figure::benchmarked) == 2);
}

TEST_CASE("a session belongs to the worker of its day") {
  const auto r =
      count({R"(opened = 2026-03-02
worker = "ana"
[[transfer]]
date = 2026-10-10
worker = "eva"
)" + session("2026-10-09T10:00:00", "attended", "minutes = 30") +
             session("2026-10-10T09:00:00", "attended", "minutes = 40") + session("2026-10-11T10:00:00", "missed")},
            2026, 10, By::worker);
  CHECK(told(r, "sessions", "ana") == "held 1");
  CHECK(told(r, "sessions", "eva") == "held 1, missed 1");
  CHECK(told(r, "minutes", "ana") == "total 30, mean 30.0");
  CHECK(told(r, "minutes", "eva") == "total 40, mean 40.0");
  CHECK(told(r, "clients") == "distinct 1");
  CHECK(told(r, "clients", "ana") == "distinct 1");
  CHECK(told(r, "clients", "eva") == "distinct 1");
}

TEST_CASE("clients are those with a session held, each once, and families those of a larger household") {
  const auto held = session("2026-10-05T10:00:00", "attended") + session("2026-10-12T10:00:00", "late");
  const auto missed = session("2026-10-05T10:00:00", "missed");
  const auto r = count({"case = \"2026-0001\"\nclient = \"K-1\"\nopened = 2026-03-02\nhousehold = 4\n" + held,
                        "case = \"2026-0002\"\nclient = \"K-1\"\nopened = 2026-03-02\n" + held,
                        "case = \"2026-0003\"\nclient = \"K-2\"\nopened = 2026-03-02\nhousehold = 1\n" + held,
                        "case = \"2026-0004\"\nclient = \"K-3\"\nopened = 2026-03-02\nhousehold = 2\n" + missed},
                       2026, 10);
  CHECK(told(r, "clients") == "distinct 2, families 1");
}

TEST_CASE("a client is new whose first case is among those opened, in whatever service") {
  const std::string first = "case = \"2026-0001\"\nservice = \"first-aid\"\nclient = \"K-1\"\n";
  const std::string second = "case = \"2026-0002\"\nservice = \"counselling\"\nclient = \"K-1\"\n";
  SECTION("the first one") { CHECK(told(count({first + "opened = 2026-10-05"}, 2026, 10), "clients") == "new 1"); }
  SECTION("the second one") {
    const auto r = count({second + "opened = 2026-10-05", first + "opened = 2026-03-02"}, 2026, 10, By::service);
    CHECK(told(r, "clients") == "returning 1");
    CHECK(told(r, "clients", "counselling") == "returning 1");
  }
  SECTION("both: one client, and new in the first service alone") {
    const auto r = count({second + "opened = 2026-10-07", first + "opened = 2026-10-05"}, 2026, 10, By::service);
    CHECK(told(r, "clients") == "new 1");
    CHECK(told(r, "clients", "first-aid") == "new 1");
    CHECK(told(r, "clients", "counselling") == "returning 1");
  }
  SECTION("both on one day: the lower id is the first") {
    const auto r = count({second + "opened = 2026-10-05", first + "opened = 2026-10-05"}, 2026, 10, By::service);
    CHECK(told(r, "clients", "first-aid") == "new 1");
    CHECK(told(r, "clients", "counselling") == "returning 1");
  }
  SECTION("a first case that was struck whole is none") {
    const auto r = count({second + "opened = 2026-10-05",
                          first + "opened = 2026-03-02\n[[void]]\nentry = \"case\"\nreason = \"by mistake\""},
                         2026, 10);
    CHECK(told(r, "clients") == "new 1");
  }
  SECTION("in the period before, the same client was new") {
    const auto r = count({second + "opened = 2026-10-05", first + "opened = 2026-09-02"}, 2026, 10);
    CHECK(told(r.before, "clients") == "new 1");
    CHECK(told(r.now, "clients") == "returning 1");
  }
}

TEST_CASE("a reopened case makes no client new or returning") {
  CHECK(told(count({R"(opened = 2026-03-02
[[closure]]
date = 2026-05-05
ground = "moved"
[[reopening]]
date = 2026-10-05
)"},
                   2026, 10),
             "clients") == "");
}

TEST_CASE("referrals, responses and reviews count by their day, for the worker of that day") {
  const std::string records = R"(opened = 2026-03-02
worker = "ana"
[[transfer]]
date = 2026-10-20
worker = "eva"
[[referral]]
direction = "in"
date = 2026-10-01
from = "cm-1"
situation = "In arrears."
[[referral]]
direction = "out"
date = 2026-10-05
to = "safe-house"
reason = "violence at home"
[[response]]
date = 2026-10-20
outcome = "waitlisted"
[[response]]
date = 2026-10-25
outcome = "accepted"
[[referral]]
direction = "out"
date = 2026-11-01
to = "safe-house"
reason = "again"
[[review]]
date = 2026-10-19
decision = "continue"
agreed = true
[[review]]
date = 2026-10-21
decision = "end"
agreed = false
)";
  const auto r = count({records}, 2026, 10, By::worker);
  CHECK(told(r, "referrals") == "in 1, out/safe-house 1, responses/accepted 1, responses/waitlisted 1");
  CHECK(told(r, "referrals", "ana") == "in 1, out/safe-house 1");
  CHECK(told(r, "referrals", "eva") == "responses/accepted 1, responses/waitlisted 1");
  CHECK(told(r, "reviews") == "continue 1, end 1");
  CHECK(told(r, "reviews", "ana") == "continue 1");
  CHECK(told(r, "reviews", "eva") == "end 1");
  CHECK(told(count({records}, 2026, 11), "referrals") == "out/safe-house 1");
}

TEST_CASE("a struck record does not count, and of a corrected one the correction") {
  CHECK(told(count({R"(opened = 2026-10-01
[[referral]]
id = "rfrr11"
direction = "out"
date = 2026-10-05
to = "safe-house"
reason = "violence at home"
[[referral]]
id = "rfrr22"
direction = "out"
date = 2026-10-05
to = "crisis-centre"
reason = "violence at home"
replaces = "rfrr11"
[[review]]
id = "revw11"
date = 2026-10-06
decision = "end"
agreed = true
[[void]]
entry = "revw11"
reason = "of another case"
)"},
                   2026, 10),
             "referrals") == "out/crisis-centre 1");
}

TEST_CASE("flags and reviews due are those at the end, of the worker who then has the case") {
  const auto office = office_of(R"(format = 1
[services.visits]
review_after = 1
)");
  const std::string due = R"(service = "visits"
opened = 2026-10-01
worker = "ana"
[[session]]
at = 2026-10-05T10:00:00
[[attendance]]
outcome = "attended"
[[transfer]]
date = 2026-10-06
worker = "eva"
[[review]]
date = 2026-11-02
decision = "continue"
agreed = true
)";
  const auto october = count({due}, asked(report::month_of({2026, 10, 1}), By::worker), office);
  CHECK(told(october, "flags") == "review-due 1");
  CHECK(told(october, "flags", "eva") == "review-due 1");
  CHECK(told(october, "flags", "ana") == "");
  CHECK(told(october, "reviews", "eva") == "due 1");
  CHECK(told(count({due}, asked(report::month_of({2026, 11, 1})), office), "reviews") == "continue 1");
}

TEST_CASE("what was written down later is left out where it is asked for") {
  auto question = asked(report::month_of({2026, 10, 1}));
  const std::string late = R"(opened = 2026-10-01
[[session]]
at = 2026-10-05T10:00:00
[[attendance]]
outcome = "attended"
recorded = 2026-11-03T09:00:00+01:00
)";
  CHECK(told(count({late}, question), "sessions") == "held 1");
  question.known_at = rules::KnownAt{{{2026, 11, 2}, 12, 0, 0}, {}};
  CHECK(told(count({late}, question), "sessions") == "unrecorded 1");
}
