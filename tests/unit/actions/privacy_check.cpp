#include "actions/privacy_check.h"

#include "repository.h"

#include "store/people.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr const char* jana = "people/K-0117.toml";
constexpr const char* jana_text = "format = 1\nclient = \"K-0117\"\nname = \"Jana Lapa\"\n";

actions::PrivacyFindings look_through(const LedgerDirectory& at) {
  const store::Ledger ledger(at.path());
  return actions::check_privacy(ledger, store::read_people(ledger).people);
}

}  // namespace

TEST_CASE("without git all files are looked through, but for people/ and .psp/") {
  const LedgerDirectory at;
  at.write(jana, jana_text);
  at.write(first_case, case_text("2026-0001"));
  at.write("notes.txt", "first line\nspoke with Jana Lapa\n");
  at.write(".psp/drafts/x.toml", "Jana Lapa");
  at.write("picture.png", std::string("\x89PNG\0\0", 6));
  const auto findings = look_through(at);
  CHECK(told_of(findings.found) == std::vector<std::string>{"notes.txt:2: a name of K-0117: …J*** L***…"});
  CHECK(findings.no_text == 1);
  CHECK(findings.unread == 0);
  CHECK(!findings.no_answer);
}

TEST_CASE("with git, what it holds or would take is looked through, and its own words") {
  const GitLedger at{{".gitignore", "people/\nmine.txt\n"}, {first_case, case_text("2026-0001")}};
  at.write(jana, jana_text);
  at.write("mine.txt", "Jana Lapa");
  at.write("new.txt", "Jana Lapa");
  at.git({"commit", "--quiet", "--allow-empty", "-m", "spoke with Jana Lapa"});
  at.git({"branch", "jana-lapa"});
  const auto found = told_of(look_through(at).found);
  REQUIRE(found.size() == 3);
  CHECK(found[0] == "new.txt:1: a name of K-0117: …J*** L***…");
  CHECK(found[1].find("in the message: a name of K-0117") != std::string::npos);
  CHECK(found[2].find("branch j***-l***") == 0);
}

TEST_CASE("a file of people/ that git holds in the clear is told") {
  const GitLedger at{{jana, jana_text}};
  const auto found = told_of(look_through(at).found);
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("people/K-0117.toml:1: git holds this file in the clear") == 0);
}

TEST_CASE("where git gives no answer, all files are looked through, and why is told") {
  const GitLedger at{{".gitignore", "people/\n"}};
  at.write(jana, jana_text);
  at.write("new.txt", "Jana Lapa");
  std::filesystem::remove(at.path() / ".git/HEAD");
  const auto findings = look_through(at);
  CHECK(findings.no_answer);
  CHECK(told_of(findings.found) == std::vector<std::string>{"new.txt:1: a name of K-0117: …J*** L***…"});
}

TEST_CASE("whom nobody can look for is a failure, with what is to be told of it") {
  store::PeopleRead people;
  CHECK(refusal([&] { actions::refuse_unread_people(people); }).empty());
  people.unread.push_back({Severity::error, jana, 1, 1, msg("cannot be read")});
  try {
    actions::refuse_unread_people(people, {msg("nothing was sent")});
    FAIL("it was not refused");
  } catch (const Failure& failure) {
    CHECK(failure.exit == Exit::system);
    CHECK(failure.diagnostics.size() == 1);
    CHECK(told(failure.details.front()) == "nothing was sent");
  }
}
