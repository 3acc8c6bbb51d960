#include "actions/history_check.h"

#include "repository.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string remark_with_id(const std::string& id, const std::string& text = "came on foot") {
  return "\n[[remark]]\nid = \"" + id + "\"\ndate = 2026-03-02\ntext = \"" + text +
         "\"\nby = \"ana\"\nrecorded = 2026-03-02T09:14:05+02:00\n";
}

std::string short_head(const GitLedger& at) { return at.git({"rev-parse", "--short", "HEAD"}); }

}  // namespace

TEST_CASE("a record that a commit took out is told, as it was, with the command that shows it") {
  const GitLedger at{{first_case, case_text("2026-0001", remark_with_id("r00001") + remark_with_id("r00002"))}};
  at.write(first_case, case_text("2026-0001", remark_with_id("r00002")));
  at.commit("gone");
  const auto lost = actions::check_history(at.path());
  REQUIRE(lost.lost.size() == 1);
  const auto& part = lost.lost[0];
  CHECK(part.file == first_case);
  CHECK(part.commit == short_head(at));
  CHECK(!part.file_gone);
  CHECK(!part.left_behind);
  REQUIRE(part.records.size() == 1);
  CHECK(part.records[0].id == "r00001");
  REQUIRE(part.records[0].record);
  CHECK(part.records[0].record->as<Remark>()->text == "came on foot");
  CHECK(at.git({"show", part.commit + "^:./" + first_case}).find("r00001") != std::string::npos);
  CHECK(part.command == "psp git show " + part.commit + "^:./" + first_case);
  CHECK(!lost.shallow);
}

TEST_CASE("a whole file that is gone comes back by the command that is told") {
  const GitLedger at{{first_case, case_text("2026-0001", remark_with_id("r00001"))}};
  at.git({"rm", "--quiet", first_case});
  at.commit("gone");
  const auto lost = actions::check_history(at.path());
  REQUIRE(lost.lost.size() == 1);
  CHECK(lost.lost[0].file_gone);
  const auto before = lost.lost[0].commit + "^";
  CHECK(lost.lost[0].command == "psp git checkout " + before + " -- " + first_case);
  at.git({"checkout", before, "--", first_case});
  CHECK(actions::check_history(at.path()).lost.empty());
}

TEST_CASE("what is on another branch is not merged yet, and not lost; what no branch has any more is left behind") {
  const GitLedger at{{first_case, case_text("2026-0001")}};
  at.git({"switch", "--quiet", "--create", "other"});
  at.write(first_case, case_text("2026-0001", remark_with_id("r00001")));
  at.commit("one");
  at.git({"switch", "--quiet", "main"});
  auto lost = actions::check_history(at.path());
  CHECK(lost.lost.empty());
  CHECK(lost.not_merged == 1);

  at.git({"branch", "--quiet", "-D", "other"});
  lost = actions::check_history(at.path());
  CHECK(lost.not_merged == 0);
  REQUIRE(lost.lost.size() == 1);
  CHECK(lost.lost[0].left_behind);
}

TEST_CASE("a record in a file that could not be read then is told by kind and id alone") {
  const GitLedger at{{first_case, case_text("2026-0001", remark_with_id("r00001") + "\n[[remark]]\nid = 7\n")}};
  at.write(first_case, case_text("2026-0001"));
  at.commit("gone");
  const auto lost = actions::check_history(at.path());
  REQUIRE(lost.lost.size() == 1);
  REQUIRE(lost.lost[0].records.size() == 1);
  CHECK(lost.lost[0].records[0].kind == "remark");
  CHECK(!lost.lost[0].records[0].record);
}
