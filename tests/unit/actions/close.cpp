#include "actions/close.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

Record closure_on(Date day) {
  Closure closure;
  closure.date = day;
  closure.ground = Ground::other;
  closure.reason = "moved away";
  return record_of(closure);
}

}  // namespace

TEST_CASE("a closed case is not closed again, and nobody is asked for a ground") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const Date day{2026, 3, 20};
  CHECK(refusal([&] { actions::refuse_closing(on, "2026-0001", day); }) == "");
  CHECK(at.text(first_case) == case_text("2026-0001"));
  CHECK(actions::doubts_about_closure(on, "2026-0001", closure_on(day)).empty());
  actions::record(on, "2026-0001", [&](actions::Batch& batch) { batch.add(closure_on(day)); });
  CHECK(!refusal([&] { actions::refuse_closing(on, "2026-0001", day); }).empty());
}
