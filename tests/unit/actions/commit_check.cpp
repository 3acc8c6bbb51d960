#include "actions/commit_check.h"

#include "repository.h"

#include "store/people.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string remark_saying(const std::string& text) {
  return "\n[[remark]]\nid = \"r00001\"\ndate = 2026-03-02\ntext = \"" + text +
         "\"\nby = \"ana\"\nrecorded = 2026-03-02T09:14:05+02:00\n";
}

/// Returns a ledger that knows Jana Lapa, whose file is not in git.
GitLedger knowing_jana() {
  return GitLedger{{".gitignore", "people/\n"},
                   {"people/K-0117.toml", "format = 1\nclient = \"K-0117\"\nname = \"Jana Lapa\"\n"},
                   {first_case, case_text("2026-0001")}};
}

actions::StateFindings found_since(const GitLedger& at, const std::string& from, const std::string& branch = "main") {
  const store::Ledger ledger(at.path());
  const actions::LookingFor people(ledger, store::read_people(ledger).people);
  return actions::check_commits(at.repository(), {from, "HEAD"}, branch, people);
}

std::string head(const GitLedger& at) { return at.git({"rev-parse", "HEAD"}); }

}  // namespace

TEST_CASE("commits that add are well") {
  const auto at = knowing_jana();
  const auto from = head(at);
  at.write(first_case, case_text("2026-0001", remark_saying("came on foot")));
  at.commit("2026-0001: remark r00001");
  CHECK(found_since(at, from).all().empty());
  CHECK(found_since(at, "").all().empty());
}

TEST_CASE("a record that is gone in the last commit is a loss") {
  const auto at = knowing_jana();
  at.write(first_case, case_text("2026-0001", remark_saying("came on foot")));
  at.commit("2026-0001: remark r00001");
  const auto from = head(at);
  at.write(first_case, case_text("2026-0001"));
  at.commit("gone");
  const auto found = found_since(at, from);
  REQUIRE(found.losses.size() == 1);
  CHECK(told(found.losses[0].message) == "remark r00001 is gone since " + from.substr(0, 7));
  CHECK(found.others.empty());
}

TEST_CASE("a name that a later commit took out again is told of the version that had it") {
  const auto at = knowing_jana();
  const auto from = head(at);
  at.write(first_case, case_text("2026-0001", remark_saying("Jana Lapa called")));
  at.commit("one");
  at.write(first_case, case_text("2026-0001", remark_saying("she called")));
  at.commit("two");
  const auto found = told_of(found_since(at, from).others);
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("a name of K-0117") != std::string::npos);
  CHECK(found[0].find("in an earlier version") != std::string::npos);
  CHECK(found[0].find("Lapa") == std::string::npos);
}

TEST_CASE("so are names in messages, of files on the way, and of the branch") {
  const auto at = knowing_jana();
  const auto from = head(at);
  at.write("papers/Jana Lapa.txt", "x");
  at.commit("spoke with Jana Lapa");
  at.git({"mv", "papers/Jana Lapa.txt", "papers/letter.txt"});
  at.commit("another name");
  const auto found = found_since(at, from, "jana-lapa");
  const auto others = told_of(found.others);
  REQUIRE(others.size() == 2);
  CHECK(others[0].find("in the message: a name of K-0117") != std::string::npos);
  CHECK(others[1].find("in the name of the file: a name of K-0117") != std::string::npos);
  REQUIRE(found.branch.size() == 1);
  CHECK(told_of(found.branch)[0].find("Lapa") == std::string::npos);
  CHECK(told_of(found.branch)[0].find("lapa") == std::string::npos);
}

TEST_CASE("people/ in the clear is told of every version that had it so") {
  const auto at = knowing_jana();
  const auto from = head(at);
  at.git({"add", "--force", "people/K-0117.toml"});
  at.git({"commit", "--quiet", "-m", "one"});
  at.git({"rm", "--quiet", "--cached", "people/K-0117.toml"});
  at.git({"commit", "--quiet", "-m", "two"});
  CHECK(told_of(found_since(at, from).others) ==
        std::vector<std::string>{"people/K-0117.toml:1: tells in the clear who somebody is, in an earlier version"});
}
