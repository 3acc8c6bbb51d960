#include "actions/batch.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Returns a case of ana's that was closed on 2026-03-10.
Case closed_case() { return case_of("[[closure]]\nid = \"c05ed1\"\ndate = 2026-03-10\nground = \"died\"\n"); }

Record reopening_on(Date day) {
  Reopening reopening;
  reopening.date = day;
  return record_of(reopening);
}

Record transfer_on(Date day) {
  Transfer transfer;
  transfer.date = day;
  transfer.worker = "janis";
  return record_of(transfer);
}

const actions::Stamp stamp_of_one{"ana", {{{2026, 3, 20}, 12, 0, 0}, 120}};

}  // namespace

TEST_CASE("a batch judges each record by the case without the others, until it goes on") {
  const auto c = closed_case();
  const rules::Standing standing(c, nullptr, {{2026, 3, 20}});
  actions::Batch batch(standing, stamp_of_one);
  batch.add(reopening_on({2026, 3, 10}));
  CHECK(refusal([&] { batch.add(transfer_on({2026, 3, 10})); }).starts_with("case 2026-0042 is closed since"));

  batch.go_on();
  batch.add(transfer_on({2026, 3, 10}));
  REQUIRE(batch.records.size() == 2);
  CHECK(batch.records[0].id != batch.records[1].id);
  batch.go_on();
  CHECK(batch.standing().worker() == "janis");
  CHECK(batch.of().records.size() == 3);
}

TEST_CASE("of a write to several cases it is said which one does not take its record") {
  const auto c = closed_case();
  const rules::Standing standing(c, nullptr, {{2026, 3, 20}});
  auto stamp = stamp_of_one;
  stamp.write = "wr1te0";
  actions::Batch batch(standing, stamp);
  try {
    batch.add(transfer_on({2026, 3, 20}));
    FAIL("a closed case took a transfer");
  } catch (const Failure& failure) {
    CHECK(told(failure.message) == "nothing was written in any case, for 2026-0042 does not take its record:");
    REQUIRE(failure.details.size() == 1);
    CHECK(told(failure.details[0]).starts_with("case 2026-0042 is closed since 2026-03-10"));
  }
}
