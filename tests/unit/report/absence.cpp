#include "reading.h"

#include "report/absence.h"

using namespace psp;
using namespace psp::tests;

namespace {

const report::AbsenceQuestion absence_asked{"ana", {2026, 4, 6}, {2026, 4, 10}, {{2026, 4, 6}, 9, 0, 0}, {}, {}};

std::vector<std::string> in_the_days(const std::string& records) {
  const std::vector all{report::case_of_absence(case_of(records), plain_office(), absence_asked)};
  std::vector<std::string> ids;
  for (const auto& s : report::absent_sessions(all, absence_asked)) ids.push_back(s.was.id);
  return ids;
}

}  // namespace

TEST_CASE("a session lies in an absence from its first day to its last, until its attendance is there") {
  CHECK(in_the_days(R"([[session]]
id = "sss001"
at = 2026-04-05T10:00:00
[[session]]
id = "sss002"
at = 2026-04-06T08:00:00
[[session]]
id = "sss003"
at = 2026-04-10T23:00:00
[[session]]
id = "sss004"
at = 2026-04-11T08:00:00
[[session]]
id = "sss005"
at = 2026-04-08T08:00:00
[[attendance]]
id = "aaa005"
session = "sss005"
outcome = "cancelled"
cancelled_by = "client"
)") == std::vector<std::string>{"sss002", "sss003"});
}

TEST_CASE("a session is of whoever has the case on its day") {
  const std::string records = R"([[session]]
id = "sss001"
at = 2026-04-07T10:00:00
[[session]]
id = "sss002"
at = 2026-04-08T10:00:00
[[transfer]]
id = "t00001"
date = 2026-04-08
worker = "ben"
)";
  CHECK(in_the_days(records) == std::vector<std::string>{"sss001"});
  const auto c = report::case_of_absence(case_of(records), plain_office(), absence_asked);
  REQUIRE(c.refusal);
  CHECK(told(*c.refusal).starts_with("2026-0042 goes to ben on 2026-04-08 by the transfer t00001"));
  CHECK(c.worker_on({2026, 1, 1}) == "ana");
  CHECK(c.worker_on({2026, 4, 7}) == "ana");
  CHECK(c.worker_on({2026, 4, 8}) == "ben");
}

TEST_CASE("a session is as long as it was planned, else as the service has it") {
  const auto c = report::case_of_absence(case_of(R"([[session]]
id = "sss001"
at = 2026-04-07T10:00:00
[[session]]
id = "sss002"
at = 2026-04-08T10:00:00
minutes = 20
)"),
                                         plain_office(), absence_asked);
  REQUIRE(c.sessions.size() == 2);
  CHECK(c.sessions[0].minutes == plain_office().find_service("counselling")->first.session_minutes);
  CHECK(c.sessions[1].minutes == 20);
}
