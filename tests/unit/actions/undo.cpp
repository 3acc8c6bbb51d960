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

TEST_CASE("the last writes are listed newest first, no more than are asked for, and nothing is written") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  store::Ledger ledger(at.path());
  const auto first = write_task(ledger, "2026-0001");
  const auto second = write_task(ledger, "2026-0002");
  const auto before = at.text(first_case);
  const auto all = actions::last_writes(occasion_at(ledger), "", 10);
  REQUIRE(all.writes.size() == 4);  // two tasks of one moment, and the openings
  CHECK(all.writes[0].command == "task");
  CHECK(all.writes[0].cases.at(0).records.at(0).left.id == first);
  CHECK(all.writes[1].cases.at(0).records.at(0).left.id == second);
  CHECK(all.writes[3].opening);
  CHECK(actions::last_writes(occasion_at(ledger), "", 1).writes.size() == 1);
  CHECK(actions::last_writes(occasion_at(ledger), "2026-0002", 10).writes.size() == 2);
  CHECK(at.text(first_case) == before);
}

TEST_CASE("undo goes behind a void once it was told to, and then on") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto time = [](int minute) { return LocalTime{{2026, 3, 20}, 12, minute, 0}; };
  const auto write = [&](int minute) {
    Remark remark;
    remark.date = Date{2026, 3, 20};
    remark.text = std::to_string(minute);
    return actions::record(occasion_at(ledger, time(minute)), "2026-0001",
                           [&](actions::Batch& batch) { batch.add(record_of(remark)); })
        .in.added[0]
        .id;
  };
  write(1);
  write(2);
  actions::strike(occasion_at(ledger, time(4)), "2026-0001", write(3), "another client");
  const auto behind = actions::last_write(occasion_at(ledger, time(5)), "");
  CHECK(behind.strike);
  CHECK(behind.command == "remark");
  actions::undo(occasion_at(ledger, time(5)), behind);
  CHECK_FALSE(actions::last_write(occasion_at(ledger, time(6)), "").strike);
}
