#include "actions/read_cases.h"

#include <optional>
#include <utility>
#include <vector>

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Writes a case that can be read, one that cannot, and one that is of a service nobody knows.
void write_three(const LedgerDirectory& at) {
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", "format = 1\ncase = \n");
  auto doubtful = case_text("2026-0003");
  doubtful.replace(doubtful.find("counselling"), 11, "fishing");
  at.write("cases/2026/2026-0003.toml", doubtful);
}

}  // namespace

TEST_CASE("an unreadable file among readable ones hides none of them") {
  const LedgerDirectory at;
  write_three(at);
  const store::Ledger ledger(at.path());
  std::vector<std::string> taken(3);
  const auto read = actions::read_cases(
      ledger, ledger.case_ids(), [&](std::size_t i, const rules::History& whole) { taken[i] = whole.of().header.id; });
  CHECK(taken == std::vector<std::string>{"2026-0001", "", "2026-0003"});
  REQUIRE(!read.errors.empty());
  CHECK(read.errors.front().file == "cases/2026/2026-0002.toml");
  CHECK(read.all);
  CHECK(read.doubtful == 1);
}

TEST_CASE("a stray keeps the answer of all cases from being whole, and lies beside that of one") {
  const LedgerDirectory at;
  write_three(at);
  at.write("cases/2026/2026-0001 (copy).toml", case_text("2026-0001"));
  const store::Ledger ledger(at.path());
  const auto take = [](std::size_t, const rules::History&) {};

  const auto all = actions::read_cases(ledger, ledger.case_ids(), take);
  REQUIRE(all.strays.size() == 1);
  CHECK(actions::unread(all).size() == all.errors.size() + 1);

  const auto one = actions::read_cases(ledger, {"2026-0001"}, take);
  CHECK(!one.all);
  CHECK(one.strays.size() == 1);
  CHECK(actions::unread(one).empty());
  CHECK(actions::read_cases(ledger, {"2026-0003"}, take).strays.empty());
}

TEST_CASE("files are given with their texts, readable or not; warnings are no errors") {
  const LedgerDirectory at;
  write_three(at);
  const store::Ledger ledger(at.path());
  std::vector<std::string> texts(3);
  const auto read =
      actions::read_files(ledger, ledger.case_ids(), [&](actions::FileRead file) { texts[file.at] = file.text; });
  CHECK(texts[1] == "format = 1\ncase = \n");
  CHECK(texts[0] == case_text("2026-0001"));
  for (const auto& d : read.errors) CHECK(d.severity == Severity::error);
  CHECK(read.doubtful == 0);
}

TEST_CASE("the cases of a client are found however their reference is written") {
  const LedgerDirectory at;
  write_three(at);
  auto of_another = case_text("2026-0004");
  of_another.replace(of_another.find("K-0117"), 6, "K-0118");
  at.write("cases/2026/2026-0004.toml", of_another);
  const store::Ledger ledger(at.path());
  const auto theirs = actions::client_status(ledger, "k-0117", {{2026, 3, 20}});
  REQUIRE(theirs.cases.size() == 2);
  CHECK(theirs.cases[0].id == "2026-0001");
  CHECK(theirs.cases[1].id == "2026-0003");
  CHECK(theirs.references.size() == 2);
  REQUIRE(!theirs.read.errors.empty());
  CHECK(theirs.read.errors.front().file == "cases/2026/2026-0002.toml");
}

TEST_CASE("what is to be done is told of the cases that are there on that day") {
  const LedgerDirectory at;
  write_three(at);
  const store::Ledger ledger(at.path());
  std::vector<std::optional<rules::CaseAgenda>> cases(3);
  const auto take = [&](std::size_t place, rules::CaseAgenda c) { cases[place] = std::move(c); };
  const auto read = actions::each_agenda(ledger, ledger.case_ids(), {{2026, 3, 20}}, take);
  REQUIRE(cases[0]);
  CHECK(cases[0]->id == "2026-0001");
  CHECK(!cases[0]->items.empty());
  CHECK(!cases[1]);
  CHECK(cases[2]);
  CHECK(!read.errors.empty());
  cases.assign(1, std::nullopt);
  actions::each_agenda(ledger, {"2026-0001"}, {{2026, 3, 1}}, take);
  CHECK(!cases[0]);
}
