#include "actions/merge_file.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Returns a remark of this id and text.
std::string remark_on_side(const std::string& id, const std::string& text) {
  return "\n[[remark]]\nid = \"" + id + "\"\ndate = 2026-03-03\ntext = \"" + text +
         "\"\nby = \"ana\"\nrecorded = 2026-03-03T09:00:00+02:00\n";
}

actions::FileMerged merged_in(const LedgerDirectory& at, int marker_size = 7) {
  return actions::merge_file({at.path(), "base", "ours", "theirs", marker_size});
}

}  // namespace

TEST_CASE("what both sides added is in the file, which keeps its permissions") {
  const LedgerDirectory at;
  at.write("base", case_text("2026-0001"));
  at.write("ours", case_text("2026-0001", remark_on_side("7kq2mf", "ours")));
  at.write("theirs", case_text("2026-0001", remark_on_side("h3x0pd", "theirs")));
  const auto ours = at.path() / "ours";
  std::filesystem::permissions(ours, std::filesystem::perms(0644));
  const auto done = merged_in(at);
  CHECK(done.name == "ours");
  CHECK(done.met.empty());
  CHECK(done.conflicts.empty());
  const auto text = at.text("ours");
  CHECK(text.find("7kq2mf") != std::string::npos);
  CHECK(text.find("h3x0pd") != std::string::npos);
  CHECK(std::filesystem::status(ours).permissions() == std::filesystem::perms(0644));
  CHECK(at.text("theirs") == case_text("2026-0001", remark_on_side("h3x0pd", "theirs")));
}

TEST_CASE("a conflict stands in the file, for a person or for git alone") {
  const LedgerDirectory at;
  at.write("base", case_text("2026-0001", remark_on_side("7kq2mf", "base")));
  for (const int size : {7, 9, 10}) {
    at.write("ours", case_text("2026-0001", remark_on_side("7kq2mf", "ours")));
    at.write("theirs", case_text("2026-0001", remark_on_side("7kq2mf", "theirs")));
    const auto done = merged_in(at, size);
    REQUIRE(done.conflicts.size() == 1);
    CHECK(done.conflicts[0].file == "ours");
    CHECK(done.for_git_alone == (size == 9));
    CHECK(at.text("ours").find("\n" + std::string(static_cast<std::size_t>(size), '<') + " ") != std::string::npos);
  }
}

TEST_CASE("git's own names for the versions say nothing: the case's does") {
  const LedgerDirectory at;
  at.write("base", case_text("2026-0001"));
  at.write(".merge_file_a1B2c3", case_text("2026-0001"));
  CHECK(actions::merge_file({at.path(), "base", ".merge_file_a1B2c3", "base"}).name == first_case);
}

TEST_CASE("what is no case file is left as it is") {
  const LedgerDirectory at;
  at.write("base", case_text("2026-0001"));
  at.write("ours", "no case\n");
  at.write("theirs", case_text("2026-0001"));
  CHECK(refusal([&] { merged_in(at); }) == "ours was not merged record by record, and is left as it was");
  CHECK(at.text("ours") == "no case\n");
}

TEST_CASE("/dev/null is an empty version, and no place for the result") {
  const LedgerDirectory at;
  at.write("ours", case_text("2026-0001"));
  CHECK(actions::merge_file({at.path(), "/dev/null", "ours", "ours"}).conflicts.empty());
  CHECK(at.text("ours") == case_text("2026-0001"));
  CHECK(refusal([&] {
          actions::merge_file({at.path(), "ours", "/dev/null", "ours"});
        }) == "the result goes into OURS: it cannot be /dev/null");
  CHECK(refusal([&] { actions::merge_file({at.path(), "gone", "ours", "ours"}); }).starts_with("gone: "));
}

TEST_CASE("a strike of what the other side corrected is told, for the correction counts") {
  const LedgerDirectory at;
  const auto common = case_text("2026-0001", remark_on_side("7kq2mf", "base"));
  const std::string written = "by = \"ana\"\nrecorded = 2026-03-04T09:00:00+02:00\n";
  at.write("base", common);
  at.write("ours", common + "\n[[void]]\nid = \"h3x0pd\"\nentry = \"7kq2mf\"\nreason = \"a mistake\"\n" + written);
  at.write("theirs", common +
                         "\n[[remark]]\nid = \"x4fn2p\"\nreplaces = \"7kq2mf\"\ncorrection = \"a slip\"\n"
                         "date = 2026-03-03\ntext = \"corrected\"\n" +
                         written);
  const auto done = merged_in(at);
  REQUIRE(done.met.size() == 1);
  CHECK(told(done.met[0].message) ==
        "one side struck 7kq2mf, the other corrected it, and the correction x4fn2p counts: psp void 2026-0001 x4fn2p "
        "strikes that, too");
}
