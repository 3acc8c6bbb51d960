// What is counted of the cases that a period closes.
#include "counting.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string closed_on(std::string_view day) { return fmt::format("[[closure]]\ndate = {}\nground = \"moved\"\n", day); }

/// Returns so many sessions held, one each day from the first of the month on.
std::string held(int sessions, std::string_view month, std::string_view more = "") {
  std::string text;
  for (int day = 1; day <= sessions; ++day)
    text += fmt::format("[[session]]\nat = {}-{:02}T10:00:00\n[[attendance]]\noutcome = \"attended\"\n{}\n", month, day,
                        more);
  return text;
}

std::string days_open(Date opened, int days) {
  const auto closing = opened + days;
  const auto r =
      count({fmt::format("opened = {}\n", to_text(opened)) + closed_on(to_text(closing))}, closing.year, closing.month);
  std::string found;
  for (const auto& [place, n] : r.now.groups[0].numbers)
    if (place.figure == Figure::lengths) found += fmt::format("{}: {}", place.key, n);
  return found;
}

}  // namespace

TEST_CASE("closings by how long the case was open") {
  CHECK(days_open({2026, 1, 1}, 0) == "0-30: 1");
  CHECK(days_open({2026, 1, 1}, 30) == "0-30: 1");
  CHECK(days_open({2026, 1, 1}, 31) == "31-90: 1");
  CHECK(days_open({2026, 1, 1}, 90) == "31-90: 1");
  CHECK(days_open({2026, 1, 1}, 91) == "91-180: 1");
  CHECK(days_open({2026, 1, 1}, 180) == "91-180: 1");
  CHECK(days_open({2026, 1, 1}, 181) == "181+: 1");
  CHECK(days_open({2024, 2, 1}, 30) == "0-30: 1");
  CHECK(days_open({2020, 1, 1}, 2000) == "181+: 1");
}

TEST_CASE("the length is that of the episode, from its reopening on") {
  CHECK(told(count({"opened = 2025-03-02\n" + closed_on("2025-05-02") + "[[reopening]]\ndate = 2026-09-30\n" +
                    closed_on("2026-10-30")},
                   2026, 10),
             "closures") == "ground/moved 1, days/0-30 1, held_mean 0.0, under_review_after 1");
}

TEST_CASE("each closing of a case that is closed twice counts") {
  CHECK(told(count({"opened = 2026-08-01\n" + held(2, "2026-08") + closed_on("2026-10-05") +
                    "[[reopening]]\ndate = 2026-10-06\n" + closed_on("2026-10-20")},
                   2026, 10),
             "closures") == "ground/moved 2, days/0-30 1, days/31-90 1, held_mean 1.0, under_review_after 2");
}

TEST_CASE("sessions held at the closing are those of the episode, up to its day") {
  const auto mean = [](const std::string& text) {
    const auto r = count({text}, 2026, 10);
    return report::ratio_text(report::ratio_of(r.now.groups[0], report::row_of(Figure::held_mean)), 1).value_or("none");
  };
  CHECK(mean("opened = 2026-08-01\n" + held(3, "2026-08") + closed_on("2026-10-05")) == "3.0");
  CHECK(mean("opened = 2026-08-01\n" + held(3, "2026-08") + held(7, "2026-10") + closed_on("2026-10-05")) == "8.0");
  CHECK(mean("opened = 2026-07-01\n" + held(4, "2026-07") + closed_on("2026-08-02") +
             "[[reopening]]\ndate = 2026-08-03\n" + held(5, "2026-08") + closed_on("2026-10-05")) == "3.0");
  CHECK(mean("opened = 2026-08-01\n" + held(3, "2026-08")) == "none");
}

TEST_CASE("a case that is refused is no closing, and adds nothing to the mean") {
  const auto r = count({"opened = 2026-08-01\n" + held(3, "2026-08") + closed_on("2026-10-05"),
                        "case = \"2026-0002\"\nopened = 2026-08-01\n" + held(9, "2026-08") + closed_on("2026-10-05") +
                            "refused = true\n"},
                       2026, 10);
  CHECK(told(r, "closures") == "ground/moved 1, days/31-90 1, held_mean 3.0, under_review_after 1");
}

TEST_CASE("closed before the first review was due: fewer sessions than review_after") {
  const auto under = [](int sessions) {
    const auto r = count({"opened = 2026-08-01\n" + held(sessions, "2026-08") + closed_on("2026-10-05")}, 2026, 10);
    return report::number_at(r.now.groups[0].numbers, Figure::under_review_after);
  };
  CHECK(under(0) == 1);
  CHECK(under(9) == 1);
  CHECK(under(10) == 0);
  CHECK(under(11) == 0);
  // First aid has no review.
  const auto r = count({"service = \"first-aid\"\nopened = 2026-10-01\n" + closed_on("2026-10-05")}, 2026, 10);
  CHECK(report::number_at(r.now.groups[0].numbers, Figure::under_review_after) == 0);
}

TEST_CASE("first aid: what was covered over all talks of the closed case, and whether that is all") {
  const auto r = count({R"(service = "first-aid"
opened = 2026-10-01
[[session]]
at = 2026-10-05T10:00:00
[[attendance]]
outcome = "attended"
parts = ["introduction", "support"]
contents = ["distress", "solutions"]
goals = ["voiced"]
[[session]]
at = 2026-10-06T10:00:00
[[attendance]]
outcome = "late"
parts = ["support", "options"]
contents = ["distress", "entitlements"]
goals = ["voiced", "next-step"]
)" + closed_on("2026-10-07")},
                       2026, 10);
  CHECK(told(r, "first_aid") ==
        "closed 1, contents/distress 1, contents/solutions 1, contents/entitlements 1, "
        "parts/all 1, parts/introduction 1, parts/support 1, parts/options 1, goals/voiced 1, goals/next-step 1");
}

TEST_CASE("first aid: all contents, in one talk") {
  const std::string all = R"([[session]]
at = 2026-10-05T10:00:00
[[attendance]]
outcome = "attended"
contents = ["distress", "solutions", "entitlements", "providers"]
)";
  const auto of = [&](const std::string& service, const std::string& closing) {
    const auto r = count({service + "opened = 2026-10-01\n" + all + closing}, 2026, 10);
    return report::number_at(r.now.groups[0].numbers, Figure::contents, "all");
  };
  CHECK(of("service = \"first-aid\"\n", closed_on("2026-10-07")) == 1);
  CHECK(of("service = \"first-aid\"\n", "") == 0);
  CHECK(of("service = \"first-aid\"\n", closed_on("2026-10-04")) == 0);
  CHECK(of("service = \"counselling\"\n", closed_on("2026-10-07")) == 0);
}

TEST_CASE("a service that asks for parts or contents counts as first aid, whatever its name") {
  const auto office = office_of(R"(format = 1
[services.talks]
parts = ["support"]
[services.visits]
)");
  const auto closed = [&](std::string_view service) {
    const auto r =
        count({fmt::format("service = \"{}\"\nopened = 2026-10-01\n", service) +
               held(1, "2026-10", "parts = [\"introduction\", \"support\", \"options\"]") + closed_on("2026-10-05")},
              asked(report::month_of({2026, 10, 1})), office);
    return told(r, "first_aid");
  };
  CHECK(closed("talks") == "closed 1, parts/all 1, parts/introduction 1, parts/support 1, parts/options 1");
  CHECK(closed("visits") == "");
}

TEST_CASE("the settings of a closing are those in force at the end of the period") {
  const auto office = office_of(R"(format = 1
[services.visits]
review_after = 2
[[services.visits.change]]
from = 2026-10-31
review_after = 5
)");
  const std::string text = "service = \"visits\"\nopened = 2026-08-01\n" + held(3, "2026-08") + closed_on("2026-10-05");
  const auto under = [&](Date today) {
    const auto r = count({text}, asked(report::month_of({2026, 10, 1}), By::all, today), office);
    return report::number_at(r.now.groups[0].numbers, Figure::under_review_after);
  };
  CHECK(under({2026, 10, 30}) == 0);
  CHECK(under({2026, 11, 30}) == 1);
}
