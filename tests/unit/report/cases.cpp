// What happens to cases in a period, and in whose hands they are.
#include "counting.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string october(const std::string& text, By by = By::all, std::string_view group = "all") {
  return told(count({text}, 2026, 10, by), "cases", group);
}

}  // namespace

TEST_CASE("a case that is opened before the period is open at its start, and one that is opened in it is not") {
  CHECK(october("opened = 2026-09-30") == "open_at_start 1, open_at_end 1");
  CHECK(october("opened = 2026-10-01") == "opened 1, open_at_end 1");
  CHECK(october("opened = 2026-10-31") == "opened 1, open_at_end 1");
  CHECK(october("opened = 2026-11-01") == "");
}

TEST_CASE("a case that is closed on the day of its opening is both opened and closed") {
  CHECK(october(R"(opened = 2026-10-05
[[closure]]
date = 2026-10-05
ground = "died"
)") == "opened 1, closed 1");
}

TEST_CASE("a closing on the first day is of the period, and one on the day before is not") {
  const std::string opened = "opened = 2026-03-02\n[[closure]]\nground = \"died\"\n";
  CHECK(october(opened + "date = 2026-09-30") == "");
  CHECK(october(opened + "date = 2026-10-01") == "open_at_start 1, closed 1");
  CHECK(october(opened + "date = 2026-10-31") == "open_at_start 1, closed 1");
  CHECK(october(opened + "date = 2026-11-01") == "open_at_start 1, open_at_end 1");
}

TEST_CASE("a refused case is opened and refused, and not closed") {
  const auto r = count({R"(opened = 2026-10-05
[[closure]]
date = 2026-10-07
ground = "not-suitable"
refused = true
)"},
                       2026, 10);
  CHECK(told(r, "cases") == "opened 1, refused 1");
  CHECK(told(r, "refusals") == "not-suitable 1");
  CHECK(told(r, "closures") == "");
}

TEST_CASE("a second closing of a closed case changes nothing") {
  const auto r = count({R"(opened = 2026-10-01
[[closure]]
date = 2026-10-05
ground = "moved"
[[closure]]
date = 2026-10-09
ground = "died"
[[closure]]
date = 2026-10-12
ground = "other"
refused = true
)"},
                       2026, 10);
  CHECK(told(r, "cases") == "opened 1, closed 1");
  CHECK(told(r, "closures") == "ground/moved 1, days/0-30 1, held_mean 0.0, under_review_after 1");
  CHECK(told(r, "refusals") == "");
}

TEST_CASE("a reopening of an open case changes nothing but the episode") {
  const std::string reopened = R"(opened = 2026-03-02
[[reopening]]
date = 2026-10-05
[[closure]]
date = 2026-10-30
ground = "moved"
)";
  CHECK(october(reopened) == "open_at_start 1, closed 1");
  CHECK(told(count({reopened}, 2026, 10), "closures") ==
        "ground/moved 1, days/0-30 1, held_mean 0.0, under_review_after 1");
}

TEST_CASE("a case can be reopened, and closed again, in one period and on one day") {
  const std::string again = R"(opened = 2026-03-02
[[closure]]
date = 2026-10-05
ground = "moved"
[[reopening]]
date = 2026-10-05
[[closure]]
date = 2026-10-20
ground = "moved"
[[reopening]]
date = 2026-10-30
)";
  CHECK(october(again) == "open_at_start 1, reopened 2, closed 2, open_at_end 1");
  CHECK(told(count({again}, 2026, 11), "cases") == "open_at_start 1, open_at_end 1");
}

TEST_CASE("what is dated before the opening counts on the day of the opening") {
  const auto early = count({R"(opened = 2026-10-05
[[closure]]
date = 2026-09-20
ground = "moved"
)"},
                           2026, 10);
  CHECK(told(early, "cases") == "opened 1, closed 1");
  CHECK(told(early, "closures") == "ground/moved 1, days/0-30 1, held_mean 0.0, under_review_after 1");
  CHECK(october(R"(opened = 2026-10-05
[[transfer]]
date = 2026-09-20
worker = "eva"
)",
                By::worker, "eva") == "transferred_in 1, open_at_end 1");
}

TEST_CASE("a case in intake, or suspended, is open") {
  CHECK(october(R"(opened = 2026-09-01
[[suspension]]
date = 2026-09-20
)") == "open_at_start 1, open_at_end 1");
}

TEST_CASE("a case that was struck whole, or was not yet written down, counts nowhere") {
  CHECK(october(R"(opened = 2026-10-05
[[void]]
entry = "case"
reason = "opened by mistake"
)") == "");
  auto question = asked(report::month_of({2026, 10, 1}));
  question.known_at = rules::KnownAt{{{2026, 10, 31}, 23, 59, 59}, {}};
  CHECK(told(count({"opened = 2026-10-05\nrecorded = 2026-11-02T09:00:00+01:00"}, question), "cases") == "");
  CHECK(told(count({"opened = 2026-10-05\nrecorded = 2026-10-31T23:59:59+01:00"}, question), "cases") ==
        "opened 1, open_at_end 1");
}

TEST_CASE("a transfer takes the case from one worker to the other, and changes nothing in all") {
  const std::string given = R"(opened = 2026-03-02
worker = "ana"
[[transfer]]
date = 2026-10-15
worker = "eva"
)";
  CHECK(october(given) == "open_at_start 1, open_at_end 1");
  CHECK(october(given, By::worker) == "open_at_start 1, open_at_end 1");
  CHECK(october(given, By::worker, "ana") == "open_at_start 1, transferred_out 1");
  CHECK(october(given, By::worker, "eva") == "transferred_in 1, open_at_end 1");
  CHECK(october(given, By::service, "counselling") == "open_at_start 1, open_at_end 1");
  CHECK(told(count({given}, 2026, 11, By::worker), "cases", "eva") == "open_at_start 1, open_at_end 1");
}

TEST_CASE("a transfer on the day of the opening follows it, and a session of that day is the new worker's") {
  const auto r = count({R"(opened = 2026-10-05
worker = "ana"
[intake]
route = "self"
[[transfer]]
date = 2026-10-05
worker = "eva"
[[session]]
at = 2026-10-05T10:00:00
[[attendance]]
outcome = "attended"
)"},
                       2026, 10, By::worker);
  CHECK(told(r, "cases", "ana") == "opened 1, transferred_out 1");
  CHECK(told(r, "cases", "eva") == "transferred_in 1, open_at_end 1");
  CHECK(told(r, "intake", "ana") == "route/self 1, eligibility/\"\" 1, target/\"\" 1, field/\"\" 1");
  CHECK(told(r, "intake", "eva") == "");
  CHECK(told(r, "sessions", "ana") == "");
  CHECK(told(r, "sessions", "eva") == "held 1");
  CHECK(told(r, "clients", "ana") == "new 1");
  CHECK(told(r, "clients", "eva") == "distinct 1");
}

TEST_CASE("a transfer while the case is closed is not counted, but it is the new worker's when it is reopened") {
  const auto r = count({R"(opened = 2026-03-02
worker = "ana"
[[closure]]
date = 2026-10-05
ground = "moved"
[[transfer]]
date = 2026-10-10
worker = "eva"
[[reopening]]
date = 2026-10-20
)"},
                       2026, 10, By::worker);
  CHECK(told(r, "cases", "ana") == "open_at_start 1, closed 1");
  CHECK(told(r, "cases", "eva") == "reopened 1, open_at_end 1");
}

TEST_CASE("a transfer to the worker who has the case, and one of the case manager, are not counted") {
  const auto r = count({R"(opened = 2026-03-02
worker = "ana"
[[transfer]]
date = 2026-10-05
worker = "ana"
[[transfer]]
date = 2026-10-06
manager = "janis"
)"},
                       2026, 10, By::worker);
  CHECK(told(r, "cases", "ana") == "open_at_start 1, open_at_end 1");
}

TEST_CASE("a case that goes there and back is taken over by both") {
  const auto r = count({R"(opened = 2026-03-02
worker = "ana"
[[transfer]]
date = 2026-10-05
worker = "eva"
[[transfer]]
date = 2026-10-20
worker = "ana"
)"},
                       2026, 10, By::worker);
  CHECK(told(r, "cases", "ana") == "open_at_start 1, transferred_in 1, transferred_out 1, open_at_end 1");
  CHECK(told(r, "cases", "eva") == "transferred_in 1, transferred_out 1");
}

TEST_CASE("a closing counts for the worker who has the case just then, also where it is given on that day") {
  const std::string before = R"(opened = 2026-03-02
worker = "ana"
[[closure]]
date = 2026-10-05
ground = "moved"
[[transfer]]
date = 2026-10-05
worker = "eva"
)";
  CHECK(october(before, By::worker, "ana") == "open_at_start 1, closed 1");
  const std::string after = R"(opened = 2026-03-02
worker = "ana"
[[transfer]]
date = 2026-10-05
worker = "eva"
[[closure]]
date = 2026-10-05
ground = "moved"
)";
  CHECK(october(after, By::worker, "eva") == "closed 1, transferred_in 1");
}

TEST_CASE("what a case leaves unset counts under an empty key") {
  const std::string unset = "opened = 2026-10-05\nworker = \"\"";
  CHECK(told(count({unset}, 2026, 10), "intake") == "route/\"\" 1, eligibility/\"\" 1, target/\"\" 1, field/\"\" 1");
  CHECK(october(unset, By::area, "") == "opened 1, open_at_end 1");
  CHECK(october(unset, By::field, "") == "opened 1, open_at_end 1");
  CHECK(october("opened = 2026-10-05\n[intake]\narea = \"Druva\"\nfield = \"adoption\"", By::area, "Druva") ==
        "opened 1, open_at_end 1");
}

TEST_CASE("groups are those that have something in one of the three periods, and stand in each") {
  const auto r =
      count({"opened = 2025-10-05\n[intake]\narea = \"Ezere\"\n[[closure]]\ndate = 2025-10-06\nground = \"died\"",
             "opened = 2026-10-05\n[intake]\narea = \"Druva\""},
            2026, 10, By::area);
  REQUIRE(r.now.groups.size() == 3);
  CHECK(r.now.groups[1].key == "Druva");
  CHECK(r.now.groups[2].key == "Ezere");
  CHECK(r.before.groups.size() == 3);
  CHECK(told(r.year_earlier, "cases", "Ezere") == "opened 1, closed 1");
  CHECK(told(r.now, "cases", "Ezere") == "");
}

TEST_CASE("a case opened ahead is not there, and a period that has not ended is counted up to today") {
  const std::string ahead = R"(opened = 2026-10-05
[[closure]]
date = 2026-10-20
ground = "moved"
)";
  const auto so_far = count({ahead}, asked(report::month_of({2026, 10, 1}), By::all, {2026, 10, 19}));
  CHECK(told(so_far, "cases") == "opened 1, open_at_end 1");
  CHECK(so_far.now.as_of == Date{2026, 10, 19});
  CHECK(so_far.now.period.to == Date{2026, 10, 31});
  CHECK(so_far.before.as_of == Date{2026, 9, 30});
  CHECK(told(count({ahead}, asked(report::month_of({2026, 10, 1}), By::all, {2026, 10, 20})), "cases") ==
        "opened 1, closed 1");
}

TEST_CASE("the twelve months end with the one in which the period ends, each as of its own end") {
  const auto r = count({"opened = 2026-09-10\n[[closure]]\ndate = 2026-10-20\nground = \"died\""},
                       asked({{2026, 10, 1}, {2026, 10, 15}}, By::worker));
  REQUIRE(r.months.size() == 12);
  CHECK(to_text(r.months.front().period) == "2025-11");
  CHECK(to_text(r.months.back().period) == "2026-10");
  CHECK(told(r.months[9], "cases") == "");
  CHECK(told(r.months[10], "cases") == "opened 1, open_at_end 1");
  CHECK(told(r.months[11], "cases") == "open_at_start 1, closed 1");
  CHECK(r.months[11].as_of == Date{2026, 10, 31});
  CHECK(told(r, "cases") == "open_at_start 1, open_at_end 1");
  for (const auto& month : r.months) CHECK(month.groups.size() == 1);
}
