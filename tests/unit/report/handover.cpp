#include "report/handover.h"

#include "reading.h"

using namespace psp;
using namespace psp::report;
using namespace psp::tests;

namespace {

const HandoverQuestion question{"ana", "ben", {2026, 4, 10}, {2026, 4, 10}, {}};

/// Returns what the verdict says of a case opened on 2026-03-02 with ana as worker and janis as manager.
std::string verdict(std::string_view records, const HandoverQuestion& q = question) {
  const auto v = verdict_on(case_of(records), plain_office(), q);
  std::string text = v.goes ? "goes" : "no";
  if (v.refusal) text += "; refused: " + told(*v.refusal);
  if (v.stays) text += "; stays: " + told(*v.stays);
  if (v.managed) text += "; managed";
  return text;
}

HandoverQuestion on(Date day, Date today = question.today) { return {"ana", "ben", day, today, {}}; }

constexpr std::string_view closed = "[[closure]]\nid = \"c00001\"\ndate = 2026-04-05\nground = \"died\"\n";
constexpr std::string_view away = "[[transfer]]\nid = \"t00001\"\ndate = 2026-04-05\nworker = \"ben\"\n";
constexpr std::string_view back = "[[transfer]]\nid = \"t00002\"\ndate = 2026-04-08\nworker = \"ana\"\n";

}  // namespace

TEST_CASE("a case goes if it is open and in the worker's hands") {
  CHECK(verdict("") == "goes");
  CHECK(verdict("[[suspension]]\nid = \"p00001\"\ndate = 2026-04-05\n") == "goes");
  CHECK(verdict(closed) == "no");
  CHECK(verdict(std::string(closed) + "[[reopening]]\nid = \"r00001\"\ndate = 2026-04-08\n") == "goes");
  CHECK(verdict("[[void]]\nid = \"v00001\"\nentry = \"case\"\nreason = \"a mistake\"\n") == "no");
  CHECK(verdict(away) == "no");
  CHECK(verdict(std::string(away) + std::string(back)) == "goes");
  CHECK(verdict(std::string(away) + "[[void]]\nid = \"v00001\"\nentry = \"t00001\"\nreason = \"a mistake\"\n") ==
        "goes");
  auto q = question;
  q.service = "first-aid";
  CHECK(verdict("", q) == "no");
  q.service = "counselling";
  CHECK(verdict("", q) == "goes");
  q.from = "janis";
  CHECK(verdict("", q) == "no; managed");
}

TEST_CASE("the day of a handover may lie ahead or back") {
  CHECK(verdict(away, on({2026, 4, 4})) ==
        "goes; refused: 2026-0042 goes to ben on 2026-04-05 by the transfer t00001, which is later: strike that one "
        "first with psp void");
  CHECK(verdict(away, on({2026, 4, 5})) == "no");
  CHECK(verdict(std::string(away) + std::string(back), on({2026, 4, 6})) ==
        "no; stays: 2026-0042 is in the hands of ana only from 2026-04-08 on: it stays there");
  CHECK(verdict("", on({2026, 3, 2})) == "goes");
  CHECK(verdict("", on({2026, 3, 1})) ==
        "no; stays: 2026-0042 is in the hands of ana only from 2026-03-02 on: it stays there");
  // It may be closed by then, or since then: that it is open on the day and today is what counts.
  CHECK(verdict(closed, on({2026, 4, 4}, {2026, 4, 4})) == "goes");
  CHECK(verdict(closed, on({2026, 4, 4})) == "no");
  CHECK(verdict(closed, on({2026, 4, 6}, {2026, 4, 4})) == "no");
}

TEST_CASE("a later change of the manager alone does not stand in the way") {
  CHECK(verdict("[[transfer]]\nid = \"t00003\"\ndate = 2026-04-20\nmanager = \"liga\"\n") == "goes");
}

TEST_CASE("the sheet has what is open, and not what is done") {
  const auto open = open_case(case_of(R"([[session]]
id = "sssc01"
at = 2026-04-20T10:00:00
[[session]]
id = "sssc02"
at = 2026-04-10T10:00:00
[[session]]
id = "sssc03"
at = 2026-04-01T10:00:00
[[referral]]
id = "rrrc01"
direction = "out"
date = 2026-04-02
to = "a"
reason = "b"
[[referral]]
id = "rrrc02"
direction = "out"
date = 2026-04-02
to = "a"
reason = "b"
[[response]]
id = "aaac01"
referral = "rrrc02"
date = 2026-04-03
outcome = "waitlisted"
[[review]]
id = "wwwc02"
date = 2026-04-08
decision = "end"
agreed = true
[[review]]
id = "wwwc01"
date = 2026-04-02
decision = "continue"
agreed = true
[[transfer]]
id = "t00001"
date = 2026-04-10
worker = "ben"
)"),
                              plain_office(), question, true);
  REQUIRE(open.planned.size() == 2);
  CHECK(open.planned[0].id == "sssc02");
  CHECK(open.planned[1].id == "sssc01");
  REQUIRE(open.unanswered.size() == 1);
  CHECK(open.unanswered[0].id == "rrrc01");
  CHECK(open.review.value().id == "wwwc02");
  CHECK_FALSE(open.agreement);
  CHECK(open.transfer.value().id == "t00001");
  CHECK(open.status.worker == "ben");
}
