#include "actions/diff.h"

#include "repository.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr std::string_view called_remark = R"(
[[remark]]
id = "7kq2mf"
date = 2026-03-03
text = "called"
by = "ana"
recorded = 2026-03-03T09:00:00+02:00
)";

}  // namespace

TEST_CASE("what was recorded since the last commit: new records, new cases, and nothing of what is as it was") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  const auto commit = commit_all(at);
  at.write(first_case, case_text("2026-0001", called_remark));
  at.write("cases/2026/2026-0003.toml", case_text("2026-0003"));
  const auto all = actions::diff(store::Ledger(at.path()), {});
  CHECK(all.from == commit);
  CHECK(all.to == "");
  CHECK(!all.office_changed);
  CHECK(all.errors.empty());
  REQUIRE(all.cases.size() == 2);
  CHECK(all.cases[0].id == "2026-0001");
  REQUIRE(all.cases[0].added.size() == 1);
  CHECK(all.cases[0].added[0].id == "7kq2mf");
  CHECK(all.cases[1].id == "2026-0003");
  CHECK(all.cases[1].opened);
}

TEST_CASE("two commits, either way round") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001", called_remark));
  const auto first = commit_all(at);
  at.write("psp.toml", std::string(small_office) + "# other\n");
  at.write(first_case, case_text("2026-0001"));
  const auto second = commit_all(at);
  at.write(first_case, "format = \n");  // what the files say counts nowhere
  const store::Ledger ledger(at.path());
  const auto forth = actions::diff(ledger, {first, second}), back = actions::diff(ledger, {"HEAD", "HEAD~1"});
  CHECK(forth.from == first);
  CHECK(forth.to == second);
  CHECK(forth.office_changed);
  REQUIRE(forth.cases.size() == 1);
  CHECK(forth.cases[0].removed.size() == 1);
  CHECK(back.from == second);
  CHECK(back.to == first);
  REQUIRE(back.cases.size() == 1);
  CHECK(back.cases[0].added.size() == 1);
}

TEST_CASE("a file that cannot be read on one side hides no other, and is told with its commit") {
  const LedgerDirectory at;
  at.write(first_case, "format = \n");
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  const auto commit = commit_all(at);
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002", called_remark));
  const auto all = actions::diff(store::Ledger(at.path()), {});
  REQUIRE(all.errors.size() == 1);
  CHECK(all.errors[0].file == first_case);
  CHECK(told(all.errors[0].message).starts_with("in " + commit.substr(0, 7)));
  REQUIRE(all.cases.size() == 1);
  CHECK(all.cases[0].id == "2026-0002");
}

TEST_CASE("without a commit there is nothing to be held against") {
  const LedgerDirectory at;
  const store::Ledger ledger(at.path());
  CHECK(refusal([&] { actions::diff(ledger, {}); }) == "the ledger is in no git repository: psp init --git makes one");
  git(at, {"init", "-q"});
  CHECK(refusal([&] { actions::diff(ledger, {}); }) == "nothing is committed here yet");
  commit_all(at);
  CHECK(refusal([&] { actions::diff(ledger, {"no-such-branch", {}}); }) == "git knows no commit \"no-such-branch\"");
}
