#include "actions/commit.h"

#include "repository.h"

using namespace psp;
using namespace psp::tests;

namespace {

actions::Committing committing() {
  return {[](const store::Repository& r) { return r.git.with(store::Programs::wanted); }, false, false};
}

const std::vector<actions::FileChange> one_case{{first_case, "2026-0001: session 7kq2mf"}};

}  // namespace

TEST_CASE("what was written is committed by the worker, and nothing else is") {
  const GitLedger at{{"notes.txt", "one"}};
  at.write(first_case, case_text("2026-0001"));
  at.write("notes.txt", "two");
  actions::commit(store::Ledger(at.path()), committing(), one_case, "ana");
  CHECK(at.git({"log", "-1", "--format=%an <%ae>%n%s", "--name-only"}) ==
        "Ana <office@example.org>\n2026-0001: session 7kq2mf\n\n" + std::string(first_case));
  CHECK(at.git({"status", "--short"}) == " M notes.txt");
}

TEST_CASE("changes of several files are told under their number, each thing once") {
  const GitLedger at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002"));
  const std::string words = "2026-0002: renumbered, was 2026-0001";
  actions::commit(store::Ledger(at.path()), committing(),
                  {{first_case, words}, {"cases/2026/2026-0002.toml", words}, {first_case, "2026-0001: opened"}},
                  "ana");
  CHECK(at.git({"log", "-1", "--format=%B"}) == "3 files\n\n" + words + "\n2026-0001: opened\n");
}

TEST_CASE("what another command has committed along is not committed again") {
  const GitLedger at;
  at.write(first_case, case_text("2026-0001"));
  at.commit("by another");
  actions::commit(store::Ledger(at.path()), committing(), one_case, "ana");
  CHECK(at.git({"log", "-1", "--format=%s"}) == "by another");
}

TEST_CASE("a file that git is told to ignore stays out; one that is gone is committed as gone") {
  const GitLedger at{{".gitignore", "people/\n"}, {first_case, case_text("2026-0001")}};
  at.write("people/K-0117.toml", "format = 1\nclient = \"K-0117\"\n");
  actions::commit(store::Ledger(at.path()), committing(), {{"people/K-0117.toml", "person"}}, "ana");
  CHECK(at.git({"log", "-1", "--format=%s"}) == "first");

  std::filesystem::remove(at.path() / first_case);
  actions::commit(store::Ledger(at.path()), committing(), one_case, "ana");
  CHECK(at.git({"log", "-1", "--format=", "--name-status"}) == "D\t" + std::string(first_case));
}

TEST_CASE("what git says is told where it does not commit") {
  const GitLedger at;
  at.write(first_case, case_text("2026-0001"));
  at.write(".git/hooks/pre-commit", "#!/bin/sh\necho no >&2\nexit 1\n");
  std::filesystem::permissions(at.path() / ".git/hooks/pre-commit", std::filesystem::perms::owner_all);
  try {
    actions::commit(store::Ledger(at.path()), committing(), one_case, "ana");
    FAIL("it was committed");
  } catch (const Failure& failure) {
    CHECK(failure.exit == Exit::system);
    REQUIRE(failure.details.size() == 1);
    CHECK(told(failure.details[0]) == "no");
  }
}

TEST_CASE("git takes no commit where it is in the middle of something, or has no branch") {
  const GitLedger at{{"notes.txt", "one"}};
  CHECK(!actions::no_commit_now(store::branch_at(at.path())));
  CHECK(!actions::may_be_given_up(store::Ledger(at.path())));

  at.git({"bisect", "start"});
  const auto why = actions::no_commit_now(store::branch_at(at.path()));
  REQUIRE(why);
  CHECK(told(*why) == "git is in the middle of a bisect: psp git bisect reset ends it");
  CHECK(actions::may_be_given_up(store::Ledger(at.path())) == why);
  at.git({"bisect", "reset"});

  at.git({"checkout", "--quiet", "--detach"});
  const auto detached = actions::no_commit_now(store::branch_at(at.path()));
  REQUIRE(detached);
  CHECK(told(*detached).find("psp git switch --merge main goes back to a branch") != std::string::npos);
}

TEST_CASE("only an office that says so has each command commit") {
  const LedgerDirectory silent, speaking(std::string(small_office) + "\n[git]\ncommit = true\n"),
      broken(std::string(small_office) + "\n[git]\ncommit = true\ncommit = \n");
  CHECK(!actions::commits_what_is_written(store::Ledger(silent.path())));
  CHECK(actions::commits_what_is_written(store::Ledger(speaking.path())));
  CHECK(!actions::commits_what_is_written(store::Ledger(broken.path())));
}
