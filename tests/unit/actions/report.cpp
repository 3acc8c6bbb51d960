#include "actions/report.h"

#include "repository.h"

#include "report/digest.h"

using namespace psp;
using namespace psp::tests;
using report::Figure;

namespace {

const report::Question march{report::month_of({2026, 3, 1}), {2026, 4, 10}};

std::int64_t opened_in(const report::Report& r, std::size_t group = 0) {
  return report::number_at(r.now.groups.at(group).numbers, Figure::opened);
}

report::Reports report_of_one(const store::Ledger& ledger, const report::Question& question = march) {
  actions::ReportInMaking making({{"", "", &ledger}}, question);
  making.read_next();
  return std::move(making).finished();
}

}  // namespace

TEST_CASE("the report of a ledger counts what can be read, and says what cannot and what it rests on") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", "format = \n");
  const store::Ledger ledger(at.path());
  actions::ReportInMaking making({{"", "", &ledger}}, march);
  const auto told = making.read_next();
  CHECK(!told.no_answer);
  REQUIRE(!told.read.errors.empty());
  const auto made = std::move(making).finished();
  REQUIRE(made.ledgers.size() == 1);
  CHECK(!made.sum);
  const auto& of = made.ledgers[0];
  CHECK(of.report.ledger == "Centre");
  CHECK(opened_in(of.report) == 1);
  REQUIRE(!of.errors.empty());
  CHECK(of.errors[0].file == "cases/2026/2026-0002.toml");
  CHECK(of.proof.policies == report::sha256(small_office));
  CHECK(of.proof.cases == report::sha256_of_list({{first_case, report::sha256(case_text("2026-0001"))},
                                                  {"cases/2026/2026-0002.toml", report::sha256("format = \n")}}));
  CHECK(of.proof.commit == "");
  CHECK(!of.proof.commit_unknown);
}

TEST_CASE("small numbers of a report are covered where that is asked for") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  const store::Ledger ledger(at.path());
  auto question = march;
  question.suppress = 5;
  const auto made = report_of_one(ledger, question);
  CHECK(report::seen(made.ledgers[0].report.now.groups[0], {Figure::opened, ""}) != report::Shown::value);
}

TEST_CASE("a report rests on the commit, and says where the files are not as they are in it") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  const auto commit = commit_all(at);
  const auto made = report_of_one(store::Ledger(at.path()));
  CHECK(made.ledgers[0].proof.commit == commit);
  CHECK(!made.ledgers[0].proof.changed);
  at.write(first_case, case_text("2026-0001", "# more\n"));
  CHECK(report_of_one(store::Ledger(at.path())).ledgers[0].proof.changed);
}

TEST_CASE("where git gives no answer the report is made, and says that it does not know the commit") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write(".git/config", "broken");
  const store::Ledger ledger(at.path());
  actions::ReportInMaking making({{"", "", &ledger}}, march);
  CHECK(making.read_next().no_answer);
  const auto made = std::move(making).finished();
  CHECK(made.ledgers[0].proof.commit_unknown);
  CHECK(opened_in(made.ledgers[0].report) == 1);
}

TEST_CASE("several ledgers are summed up, and the workers of each told apart") {
  const LedgerDirectory one, other;
  one.write(first_case, case_text("2026-0001"));
  other.write(first_case, case_text("2026-0001"));
  other.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  const store::Ledger first(one.path()), second(other.path());
  std::vector<actions::ReportedLedger> ledgers;
  ledgers.push_back(actions::ledger_beside(ledgers, "one", first));
  ledgers.push_back(actions::ledger_beside(ledgers, "other", second));
  auto question = march;
  question.by = report::By::worker;
  actions::ReportInMaking making(ledgers, question);
  making.read_next();
  making.read_next();
  const auto made = std::move(making).finished();
  CHECK(opened_in(made.ledgers[0].report) == 1);
  CHECK(opened_in(made.ledgers[1].report) == 2);
  REQUIRE(made.sum);
  CHECK(opened_in(*made.sum) == 3);
  std::map<std::string, std::int64_t> opened;
  for (std::size_t i = 1; i < made.sum->now.groups.size(); ++i)
    opened[made.sum->now.groups[i].key] = opened_in(*made.sum, i);
  CHECK(opened[one.path().filename().string() + "/ana"] == 1);
  CHECK(opened[other.path().filename().string() + "/ana"] == 2);
}

TEST_CASE("ledgers in directories of one name get names of their own, and none counts twice") {
  const LedgerDirectory at;
  for (const std::string town : {"north", "south"}) {
    at.write(town + "/office/psp.toml", small_office);
    at.write(town + "/office/cases/2026/2026-0001.toml", case_text("2026-0001"));
  }
  const store::Ledger north(at.path() / "north/office"), south(at.path() / "south/office/");
  std::vector<actions::ReportedLedger> ledgers;
  ledgers.push_back(actions::ledger_beside(ledgers, "north/office", north));
  ledgers.push_back(actions::ledger_beside(ledgers, "south/office/", south));
  CHECK(ledgers[0].name == "office");
  CHECK(ledgers[1].name == "office-2");
  CHECK(refusal([&] {
          actions::refuse_twice(ledgers, at.path() / "south/../north/office", "south/../north/office");
        }) == "north/office and south/../north/office are the same ledger: it would count twice");
  CHECK(refusal([&] { actions::refuse_twice({ledgers[0]}, at.path() / "south/office", "south/office"); }) == "");
}
