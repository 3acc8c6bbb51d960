#include "actions/task.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

void add_task(const actions::Occasion& on, std::string text) {
  Task task;
  task.text = std::move(text);
  task.due = Date{2026, 3, 25};
  actions::record(on, "2026-0001", [&](actions::Batch& batch) { batch.add(record_of(task)); });
}

actions::CompletionRequest done(std::string task = "") {
  Completion completion;
  completion.date = Date{2026, 3, 20};
  completion.outcome = TaskOutcome::done;
  return {"2026-0001", std::move(task), record_of(completion)};
}

}  // namespace

TEST_CASE("the only open task ends without being named; of two, one is named") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  CHECK(refusal([&] { actions::end_task(on, done()); }) == "case 2026-0001 has no open task");
  add_task(on, "ring");
  CHECK(actions::end_task(on, done()).task.text == "ring");
  add_task(on, "write");
  add_task(on, "visit");
  CHECK(refusal([&] { actions::end_task(on, done()); }) == "case 2026-0001 has more than one open task; say which:");
  CHECK(actions::end_task(on, done("last")).task.text == "visit");
  CHECK(actions::end_task(on, done()).task.text == "write");
}
