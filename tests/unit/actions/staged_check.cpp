#include "actions/staged_check.h"

#include "repository.h"

#include "actions/people_in_git.h"
#include "store/people.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr std::string_view one_remark = R"(
[[remark]]
id = "r00001"
date = 2026-03-02
text = "came on foot"
by = "ana"
recorded = 2026-03-02T09:14:05+02:00
)";

std::vector<std::string> told_of_staged(const GitLedger& at) {
  const store::Ledger ledger(at.path());
  const actions::LookingFor people(ledger, store::read_people(ledger).people);
  return told_of(actions::check_staged(at.repository(), people.search));
}

std::vector<std::string> errors_in(const GitLedger& at) {
  const store::Ledger ledger(at.path());
  const actions::LookingFor people(ledger, store::read_people(ledger).people);
  auto found = actions::check_staged(at.repository(), people.search);
  keep_errors(found);
  return told_of(found);
}

GitLedger with_a_remark() { return GitLedger{{first_case, case_text("2026-0001", one_remark)}}; }

}  // namespace

TEST_CASE("what adds to a case may be committed") {
  const GitLedger at{{first_case, case_text("2026-0001")}};
  at.write(first_case, case_text("2026-0001", one_remark));
  at.git({"add", "--all"});
  CHECK(told_of_staged(at).empty());
}

TEST_CASE("a record that would be lost is told with the commit that has it, and what brings it back") {
  const auto at = with_a_remark();
  at.write(first_case, case_text("2026-0001"));
  at.git({"add", "--all"});
  const auto found = told_of_staged(at);
  REQUIRE(found.size() == 1);
  const auto commit = at.git({"rev-parse", "--short", "HEAD"});
  CHECK(found[0] == std::string(first_case) + ":1: remark r00001 would be lost, from " + commit +
                        ": psp git checkout " + commit + " -- " + first_case +
                        " brings the file back; strike what is wrong with psp void");
}

TEST_CASE("a whole file that would be gone is told once, with the number of its records") {
  const auto at = with_a_remark();
  at.git({"rm", "--quiet", first_case});
  const auto found = told_of_staged(at);
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("the file, with 1 record, would be gone: psp git checkout") != std::string::npos);
}

TEST_CASE("an error that was there before is a warning; one more of it is an error") {
  const std::string bad = case_text("2026-0001") + "colour = \"red\"\n";
  const GitLedger at{{first_case, bad}};
  at.write(first_case, bad + "\n# a comment\n");
  at.git({"add", "--all"});
  CHECK(errors_in(at).empty());
  const auto found = told_of_staged(at);
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("(it was so before)") != std::string::npos);

  at.write(first_case, bad + "taste = \"sour\"\n");
  at.git({"add", "--all"});
  CHECK(errors_in(at).size() == 1);
}

TEST_CASE("git's markers of a conflict go before all else in a file") {
  const GitLedger at{{first_case, case_text("2026-0001")}};
  at.write(first_case, case_text("2026-0001", "<<<<<<< HEAD\n=======\n>>>>>>> other\n"));
  at.git({"add", "--all"});
  const auto found = told_of_staged(at);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == std::string(first_case) +
                        ":10: git's conflict markers stand here: settle what both sides changed, and take them out");
}

TEST_CASE("who somebody is does not go into a commit: people/ in the clear, a name in a case") {
  const GitLedger at{{first_case, case_text("2026-0001")}};
  at.write("people/K-0117.toml", "format = 1\nclient = \"K-0117\"\nname = \"Jana Lapa\"\n");
  at.write(first_case, case_text("2026-0001",
                                 "\n[[remark]]\nid = \"r00001\"\ndate = 2026-03-02\ntext = \"Jana Lapa "
                                 "called\"\nby = \"ana\"\nrecorded = 2026-03-02T09:14:05+02:00\n"));
  at.git({"add", "--all", "--force"});
  const auto found = errors_in(at);
  REQUIRE(found.size() == 2);
  CHECK(found[0].find(std::string(first_case) + ":14: a name of K-0117: …J*** L***…") == 0);
  CHECK(found[1].find("people/K-0117.toml:1: tells in the clear who somebody is") == 0);
  for (const auto& line : found) CHECK(line.find("Lapa") == std::string::npos);
}

TEST_CASE("a case may not be in two files, as where two have given it another number") {
  const GitLedger at{{first_case, case_text("2026-0001")}};
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  at.git({"add", "--all"});
  const auto found = errors_in(at);
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("cases/2026/2026-0002.toml:1: is the same case as cases/2026/2026-0001.toml") == 0);
}

TEST_CASE("a hook for all repositories meets some that have no ledger") {
  const GitLedger at;
  CHECK(actions::is_hook_of_a_ledger(at.path(), at.path()));

  const GitLedger other;
  other.git({"rm", "--quiet", "psp.toml"});
  other.commit("no ledger any more");
  CHECK(!actions::is_hook_of_a_ledger(other.path(), other.path()));
}

TEST_CASE("a hook that was set up before --hook was is told to be renewed, where its commit has an index of its own") {
  const GitLedger at;
  CHECK(refusal([&] { actions::refuse_hook_without_its_option(at.path(), at.path(), {}); }).empty());
  CHECK(refusal([&] { actions::refuse_hook_without_its_option(at.path(), at.path(), ".git/index"); }).empty());
  CHECK(refusal([&] {
          actions::refuse_hook_without_its_option(at.path(), at.path(), ".git/next-index-1.lock");
        }).find("psp init --git renews the hook") != std::string::npos);
}
