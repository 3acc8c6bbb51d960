#include "actions/undo.h"

#include "actions/correct.h"
#include "actions/handover.h"
#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string write_task(store::Ledger& ledger, const std::string& id) {
  Task task;
  task.text = "ring";
  task.due = Date{2026, 3, 25};
  return actions::record(occasion_at(ledger), id, [&](actions::Batch& batch) { batch.add(record_of(task)); })
      .in.added[0]
      .id;
}

}  // namespace

TEST_CASE("the last write to a case is struck") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto id = write_task(ledger, "2026-0001");
  const auto on = occasion_at(ledger, {{2026, 3, 20}, 12, 5, 0});
  const auto last = actions::last_write(on, "");
  REQUIRE(last.cases.size() == 1);
  actions::undo(on, last);
  CHECK(last_of<Void>(ledger, "2026-0001").as<Void>()->entry.id == id);
}

TEST_CASE("a write to several cases is taken back in all of them") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  store::Ledger ledger(at.path());
  Transfer transfer;
  transfer.date = Date{2026, 3, 20};
  transfer.worker = "janis";
  actions::hand_over(
      occasion_at(ledger),
      {{"ana", "janis", {2026, 3, 20}, {2026, 3, 20}, {}}, record_of(transfer), [](const actions::HandoverLook&) {}});
  const auto on = occasion_at(ledger, {{2026, 3, 20}, 12, 5, 0});
  const auto last = actions::last_write(on, "2026-0001");
  CHECK(last.cases.size() == 2);
  CHECK(actions::undo(on, last).cases.size() == 2);
  CHECK(last_of<Void>(ledger, "2026-0002").as<Void>()->entry.id == last.cases[1].undoing.records[0].record->id);
}

TEST_CASE("what another corrected since stays") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto id = write_task(ledger, "2026-0001");
  auto janis = occasion_at(ledger, {{2026, 3, 20}, 12, 5, 0});
  janis.by = "janis";
  const auto rows = field_rows<Task>();
  for (const auto& row : rows)
    if (row.name == "text")
      actions::amend(janis, "2026-0001", id, {{actions::FieldCorrection::Way::set, row, std::string("write")}},
                     "misheard");
  const auto before = at.text(first_case);
  CHECK(refusal([&] {
          actions::last_write(occasion_at(ledger, {{2026, 3, 20}, 12, 9, 0}), "2026-0001");
        }).find("was corrected since") != std::string::npos);
  CHECK(at.text(first_case) == before);
}

TEST_CASE("which write was the last is not told while a file cannot be read") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", "format = \n");
  store::Ledger ledger(at.path());
  write_task(ledger, "2026-0001");
  CHECK(refusal([&] {
          actions::last_write(occasion_at(ledger), "");
        }).starts_with("which write was the last cannot be told"));
  CHECK(actions::last_write(occasion_at(ledger), "2026-0001").cases.size() == 1);
}
