#include "actions/programs.h"

#include "repository.h"

using namespace psp;
using namespace psp::tests;

TEST_CASE("what was agreed to is kept where the machine's owner keeps such things, or nowhere") {
  CHECK(actions::agreements_file("/config", "/home/ana") == "/config/psp/agreed");
  CHECK(actions::agreements_file("", "/home/ana") == "/home/ana/.config/psp/agreed");
  CHECK(actions::agreements_file("config", "/home/ana") == "/home/ana/.config/psp/agreed");
  CHECK(actions::agreements_file("", "").empty());
}

TEST_CASE("a repository's own program may run once it was agreed to; another one, or elsewhere, may not") {
  const LedgerDirectory home;
  const auto agreements = actions::agreements_file({}, home.path().string());
  const GitLedger at;
  CHECK(actions::not_agreed_to(at.repository(), agreements).empty());

  at.git({"config", "filter.zip.clean", "gzip"});
  const auto programs = actions::not_agreed_to(at.repository(), agreements);
  REQUIRE(programs.size() == 1);
  CHECK(programs[0].where == "filter.zip.clean");
  CHECK(programs[0].what == "gzip");
  CHECK(refusal([&] { actions::agree_to(at.repository(), programs, {}); }) ==
        "HOME is not set: there is no place to keep the yes");

  actions::agree_to(at.repository(), programs, agreements);
  CHECK(actions::not_agreed_to(at.repository(), agreements).empty());
  CHECK(actions::not_agreed_to(at.repository(), {}).size() == 1);

  const GitLedger elsewhere;
  elsewhere.git({"config", "filter.zip.clean", "gzip"});
  CHECK(actions::not_agreed_to(elsewhere.repository(), agreements).size() == 1);

  at.git({"config", "filter.zip.clean", "gzip -9"});
  CHECK(actions::not_agreed_to(at.repository(), agreements).size() == 1);
}
