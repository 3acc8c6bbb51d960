#include "actions/record.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

Record remark_of(std::string text) {
  Remark remark;
  remark.date = Date{2026, 3, 20};
  remark.text = std::move(text);
  return record_of(remark);
}

actions::Fill with(Record r) {
  return [r](actions::Batch& batch) { batch.add(r); };
}

Record response_to(const std::string& referral) {
  Response response;
  response.date = Date{2026, 3, 20};
  response.referral.id = referral;
  return record_of(response);
}

}  // namespace

TEST_CASE("a record is added at the end of its file, with its writer and moment; every old byte stays") {
  const LedgerDirectory at;
  const auto before = case_text("2026-0001", "\n# kept by hand\n");
  at.write(first_case, before);
  store::Ledger ledger(at.path());
  const auto written = actions::record(occasion_at(ledger), "2026-0001", with(remark_of("came on foot")));
  REQUIRE(written.in.added.size() == 1);
  const auto& r = written.in.added[0];
  CHECK(r.by == "ana");
  CHECK(to_text(*r.recorded) == "2026-03-20T12:00:00+02:00");
  CHECK(written.in.before.records.empty());
  CHECK(written.in.after.records.size() == 1);
  const auto now = at.text(first_case);
  CHECK(now.starts_with(before));
  CHECK(now.find("[[remark]]\nid = \"" + r.id + "\"\n", before.size()) != std::string::npos);
}

TEST_CASE("two writes within a second have moments of their own") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  actions::record(on, "2026-0001", with(remark_of("one")));
  const auto second = actions::record(on, "2026-0001", with(remark_of("two")));
  CHECK(to_text(*second.in.added[0].recorded) == "2026-03-20T12:00:01+02:00");
}

TEST_CASE("what check would call an error is refused, and the file stays as it was") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  CHECK(!refusal([&] { actions::record(on, "2026-0001", with(response_to("7kq2mf"))); }).empty());
  CHECK(at.text(first_case) == case_text("2026-0001"));
}

TEST_CASE("a draft is judged as the write would be, and writes nothing") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  CHECK(actions::drafted(on, "2026-0001", with(remark_of("came on foot"))).after.records.size() == 1);
  CHECK(!refusal([&] { actions::drafted(on, "2026-0001", with(response_to("7kq2mf"))); }).empty());
  CHECK(at.text(first_case) == case_text("2026-0001"));
}

TEST_CASE("flags that a write raises, papers that are not there and a clock that is behind are told") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  Task task;
  task.text = "ring";
  task.due = Date{2026, 3, 20};
  const auto raised = actions::record(occasion_at(ledger), "2026-0001", with(record_of(task))).in.raised;
  CHECK(std::any_of(raised.begin(), raised.end(), [](const auto& f) { return f.flag->code.starts_with("task"); }));

  Document document;
  document.date = Date{2026, 3, 20};
  document.kind = DocumentKind::contract;
  document.file = "cases/2026/contract.pdf";
  const auto behind = occasion_at(ledger, {{2026, 3, 20}, 11, 0, 0});
  const auto written = actions::record(behind, "2026-0001", with(record_of(document)));
  CHECK(written.in.not_there == std::vector<std::string>{"cases/2026/contract.pdf"});
  CHECK(written.in.out_of_time);
}

TEST_CASE("a write to several cases is one, in all or in none") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const auto both = [&] { return actions::WriteToSeveral{{"2026-0001", "2026-0002"}, on.now}; };

  const auto one_refuses = [&](actions::Batch& batch) {
    batch.add(batch.of().header.id == "2026-0002" ? response_to("7kq2mf") : remark_of("one"));
  };
  CHECK(!refusal([&] { actions::record_all(on, both, one_refuses); }).empty());
  CHECK(at.text(first_case) == case_text("2026-0001"));

  const auto written = actions::record_all(on, both, with(remark_of("both")));
  REQUIRE(written.cases.size() == 2);
  CHECK(!written.cases[0].added[0].write.empty());
  CHECK(written.cases[0].added[0].write == written.cases[1].added[0].write);
  CHECK(last_of<Remark>(ledger, "2026-0002").as<Remark>()->text == "both");
}

TEST_CASE("one record goes to each of several cases, all or none") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const std::vector<std::string> both{"2026-0001", "2026-0002"};
  const auto response = [](actions::Batch& batch) {
    if (batch.of().header.id == "2026-0001") batch.add(remark_of("one"));
    else batch.add(response_to("n0such"));
  };
  CHECK(refusal([&] { actions::drafted_all(on, both, response); }) ==
        "nothing was written in any case, for 2026-0002 does not take its record:");
  CHECK(refusal([&] { actions::record_in_each(on, both, response); }) ==
        "nothing was written in any case, for 2026-0002 does not take its record:");
  CHECK(at.text(first_case) == case_text("2026-0001"));

  CHECK(actions::drafted_all(on, both, with(remark_of("both"))).size() == 2);
  CHECK(at.text(first_case) == case_text("2026-0001"));
  const auto written = actions::record_in_each(on, both, with(remark_of("both")));
  REQUIRE(written.cases.size() == 2);
  CHECK_FALSE(written.cases[0].added[0].write.empty());
  CHECK(written.cases[0].added[0].write == written.cases[1].added[0].write);
  CHECK(actions::record_in_each(on, {"2026-0002"}, with(remark_of("one"))).cases[0].added[0].write.empty());
}
