#include "actions/handover.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

actions::HandoverRequest request_on(Date day) {
  Transfer transfer;
  transfer.date = day;
  transfer.worker = "janis";
  return {{"ana", "janis", day, {2026, 3, 20}, {}}, record_of(transfer), [](const actions::HandoverLook&) {}};
}

void write_two_cases(const LedgerDirectory& at) {
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
}

}  // namespace

TEST_CASE("all open cases of a worker go, in one write") {
  const LedgerDirectory at;
  write_two_cases(at);
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const auto request = request_on({2026, 3, 20});

  const auto look = actions::look_at_handover(on, request);
  CHECK(look.cases == std::vector<std::string>{"2026-0001", "2026-0002"});
  CHECK(look.workers.contains("janis"));
  CHECK(actions::drafted_handover(on, request, look).size() == 2);
  CHECK(at.text(first_case) == case_text("2026-0001"));

  const auto done = actions::hand_over(on, request, look.cases);
  REQUIRE(done.written.cases.size() == 2);
  CHECK(done.written.cases[0].added[0].write == done.written.cases[1].added[0].write);
  CHECK(last_of<Transfer>(ledger, "2026-0002").as<Transfer>()->worker == "janis");
}

TEST_CASE("where one case cannot go, none goes") {
  const LedgerDirectory at;
  write_two_cases(at);
  const auto later = case_text("2026-0002",
                               "\n[[transfer]]\nid = \"7kq2mf\"\ndate = 2026-03-25\nworker = \"ana\"\nby = \"ana\"\n"
                               "recorded = 2026-03-03T09:00:00+02:00\n");
  auto moved = later;
  moved.replace(moved.find("worker = \"ana\"\nby"), 14, "worker = \"janis\"");
  at.write("cases/2026/2026-0002.toml", moved);
  store::Ledger ledger(at.path());
  const auto words = refusal([&] { actions::hand_over(occasion_at(ledger), request_on({2026, 3, 20})); });
  INFO(words);
  CHECK(words == "nothing was written, for not all of these cases can be handed over:");
  CHECK(at.text(first_case) == case_text("2026-0001"));
}

TEST_CASE("a file that cannot be read keeps a handover from being written, not from being looked at") {
  const LedgerDirectory at;
  write_two_cases(at);
  at.write("cases/2026/2026-0003.toml", "format = \n");
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const auto request = request_on({2026, 3, 20});
  CHECK(actions::look_at_handover(on, request).cases.size() == 2);
  CHECK(refusal([&] { actions::hand_over(on, request); }).starts_with("nothing was written: whose case it is"));
}

TEST_CASE("other cases than a person agreed to do not go") {
  const LedgerDirectory at;
  write_two_cases(at);
  store::Ledger ledger(at.path());
  const std::vector<std::string> agreed{"2026-0001"};
  CHECK(refusal([&] {
          actions::hand_over(occasion_at(ledger), request_on({2026, 3, 20}), agreed);
        }) == "nothing was written: meanwhile ana has other open cases; try again");
}

namespace {

actions::HandoverRequest back_to_ana_on(Date day) {
  Transfer transfer;
  transfer.date = day;
  transfer.worker = "ana";
  return {{"", "ana", day, {2026, 3, 20}, {}}, record_of(transfer), [](const actions::HandoverLook&) {}, true};
}

std::vector<std::string> ids_of(const actions::WrittenAll& written) {
  std::vector<std::string> ids;
  for (const auto& w : written.cases) ids.push_back(w.after.header.id);
  return ids;
}

}  // namespace

TEST_CASE("what a worker handed over last comes back, and no other case") {
  const LedgerDirectory at;
  write_two_cases(at);
  auto of_janis = case_text("2026-0003");
  of_janis.replace(of_janis.find("\"ana\""), 5, "\"janis\"");
  at.write("cases/2026/2026-0003.toml", of_janis);
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  CHECK(refusal([&] {
          actions::look_at_handover(on, back_to_ana_on({2026, 3, 20}));
        }) == "nothing was written: ana has handed no case over that could come back");

  actions::hand_over(on, request_on({2026, 3, 20}));
  const auto look = actions::look_at_handover(on, back_to_ana_on({2026, 3, 20}));
  CHECK(look.question.from == "janis");
  REQUIRE(look.back);
  CHECK(to_text(look.back->recorded.local) == "2026-03-20T12:00:00");
  const auto back = actions::hand_over(on, back_to_ana_on({2026, 3, 20}), look.cases);
  CHECK(ids_of(back.written) == std::vector<std::string>{"2026-0001", "2026-0002"});
  CHECK(last_of<Transfer>(ledger, "2026-0002").as<Transfer>()->worker == "ana");
  CHECK(
      refusal([&] {
        actions::hand_over(on, back_to_ana_on({2026, 3, 20}));
      }) ==
      "nothing was written: of what ana handed over last (written by ana at 2026-03-20 12:00), no case can come back");
}

TEST_CASE("a case that went on meanwhile stays, and is named") {
  const LedgerDirectory at;
  write_two_cases(at);
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  actions::hand_over(on, request_on({2026, 3, 20}));
  Transfer on_to_cene;
  on_to_cene.date = Date{2026, 3, 20};
  on_to_cene.worker = "cene";
  actions::record(on, "2026-0002", [&](actions::Batch& batch) { batch.add(record_of(on_to_cene)); });
  const auto back = actions::hand_over(on, back_to_ana_on({2026, 3, 20}));
  CHECK(ids_of(back.written) == std::vector<std::string>{"2026-0001"});
  REQUIRE(back.look.stays.size() == 1);
  CHECK(told(back.look.stays[0]) == "2026-0002 went on into the hands of cene");
}

TEST_CASE("two handovers of one moment are not guessed between") {
  const LedgerDirectory at;
  write_two_cases(at);
  store::Ledger ledger(at.path());
  auto on = occasion_at(ledger);
  on.clock_given = true;
  for (const auto* id : {"2026-0001", "2026-0002"})
    actions::record(on, id, [&](actions::Batch& batch) { batch.add(request_on({2026, 3, 20}).transfer); });
  CHECK(refusal([&] {
          actions::look_at_handover(on, back_to_ana_on({2026, 3, 20}));
        }).starts_with("two handovers of ana were written at 2026-03-20 12:00"));
}
