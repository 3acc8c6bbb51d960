#include "rules/status.h"

#include "reading.h"

#include "model/office.h"

using namespace psp;
using namespace psp::rules;
using namespace psp::tests;

namespace {

CaseStatus status_of(const std::string& id, CaseState state) {
  CaseStatus c{};
  c.id = id;
  c.state = state;
  c.client = "K-0117";
  c.worker = "ana";
  c.manager = "janis";
  c.service = "counselling";
  if (!is_open(c)) c.closed = Date{2026, 3, 20};
  return c;
}

/// Returns the ids of those that the filter lets through, of an open case, a closed one, and one that was refused.
std::string kept(const ListFilter& filter) {
  std::vector<CaseStatus> cases{status_of("1", CaseState::active), status_of("2", CaseState::closed),
                                status_of("3", CaseState::refused)};
  cases[0].area = "Saldus";
  cases[0].field = CareField::foster_care;
  cases[1].client = "K-0118";
  cases[2].worker = "janis";
  std::string ids;
  for (const auto& c : cases)
    if (lets_through(filter, c)) ids += c.id;
  return ids;
}

}  // namespace

TEST_CASE("a list shows the cases that are asked for") {
  CHECK(kept({}) == "123");
  CHECK(kept({.state = CaseState::refused}) == "3");
  CHECK(kept({.open = true}) == "1");
  CHECK(kept({.closed = true}) == "23");
  CHECK(kept({.worker = "ana"}) == "12");
  CHECK(kept({.manager = "ana"}) == "");
  CHECK(kept({.service = "counselling"}) == "123");
  CHECK(kept({.area = "Saldus"}) == "1");
  CHECK(kept({.area = ""}) == "23");
  CHECK(kept({.clients = {"k-0117"}}) == "13");
  CHECK(kept({.field = CareField::foster_care}) == "1");
  CHECK(kept({.worker = "ana", .closed = true}) == "2");
}

TEST_CASE("why a case is not there: struck, opened later, not yet known") {
  const auto plain = case_of("");
  CHECK(told(not_there(plain, {{2026, 3, 1}})) ==
        "case 2026-0042 is not there as of 2026-03-01: it was opened on 2026-03-02");
  CHECK(told(not_there(plain, {{2026, 3, 2}, KnownAt{{{2026, 3, 2}, 9, 0, 0}, {}}})) ==
        "case 2026-0042 was not yet written down then: that was on 2026-03-02");
  const auto struck = case_of(R"(
[[void]]
id = "7kq2mf"
entry = "case"
reason = "opened twice"
)");
  CHECK(told(not_there(struck, {{2026, 3, 20}})) == "case 2026-0042 was struck as a mistake: opened twice");
}
