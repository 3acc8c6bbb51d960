#include "actions/reopen.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

TEST_CASE("a case is opened again with another worker, in one write") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001",
                                 "\n[[closure]]\nid = \"c05ed1\"\ndate = 2026-03-10\nground = \"died\"\nby = \"ana\"\n"
                                 "recorded = 2026-03-10T09:00:00+02:00\n"));
  store::Ledger ledger(at.path());
  Reopening reopening;
  reopening.date = Date{2026, 3, 12};
  reopening.intake.route = Route::self;
  Transfer transfer;
  transfer.date = reopening.date;
  transfer.worker = "janis";
  const auto done = actions::reopen(occasion_at(ledger), {"2026-0001", record_of(reopening), record_of(transfer)});
  REQUIRE(done.in.added.size() == 2);
  CHECK(done.in.added[0].recorded == done.in.added[1].recorded);

  const auto parsed = ledger.read_case("2026-0001");
  const rules::Standing now(parsed.value, nullptr, {{2026, 3, 20}});
  CHECK_FALSE(now.closed());
  CHECK(now.worker() == "janis");
  CHECK(now.intake().route == Route::self);
}
