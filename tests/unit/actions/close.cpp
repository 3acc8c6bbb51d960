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
  CHECK(refusal([&] { actions::refuse_any_closing(on, "2026-0001", day); }) == "");
  CHECK(at.text(first_case) == case_text("2026-0001"));
  const actions::ClosingRequest request{"2026-0001", closure_on(day)};
  CHECK(actions::doubts_about_closure(on, request).empty());
  actions::close(on, request);
  CHECK(!refusal([&] { actions::refuse_any_closing(on, "2026-0001", day); }).empty());
}
