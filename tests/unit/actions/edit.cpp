#include "actions/edit.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

const std::string asked_remark =
    "\n[[remark]]\nid = \"7kq2mf\"\ndate = 2026-03-03\ntext = \"asked for\"\nby = \"ana\"\n"
    "recorded = 2026-03-03T09:00:00+02:00\n";
const store::Writer ana{"ana", [](const Message&) {}};

}  // namespace

TEST_CASE("a draft that drops a record is refused") {
  const LedgerDirectory at;
  const auto before = case_text("2026-0001", asked_remark);
  at.write("cases/2026/2026-0001.toml", before);
  store::Ledger ledger(at.path());
  const auto judged = actions::judge(ledger.parsed_office(), "2026-0001", before, case_text("2026-0001"));
  REQUIRE(judged.errors.size() == 1);
  CHECK(told(judged.errors[0].message) ==
        "remark 7kq2mf is gone: put it back; psp void strikes a record, and leaves it to be read");
}

TEST_CASE("a draft does not change the case's number") {
  const LedgerDirectory at;
  store::Ledger ledger(at.path());
  const auto judged =
      actions::judge(ledger.parsed_office(), "2026-0001", case_text("2026-0001"), case_text("2026-0002"));
  REQUIRE(judged.errors.size() == 1);
  CHECK(told(judged.errors[0].message) == "the case id is not changed here: psp renumber gives a case another number");
}

TEST_CASE("an error that was there before does not keep a draft from being saved, however its lines move") {
  const LedgerDirectory at;
  store::Ledger ledger(at.path());
  auto before = case_text("2026-0001");
  before.replace(before.find("counselling"), 11, "fishing");
  const auto judged = actions::judge(ledger.parsed_office(), "2026-0001", before, "# above\n" + before);
  CHECK(judged.errors.empty());
  CHECK(judged.before.size() == 1);
}

TEST_CASE("a draft is saved, merged with what others wrote, or left to a person") {
  const LedgerDirectory at;
  const auto base = case_text("2026-0001");
  auto changed = base;
  changed.replace(changed.find("\"janis\""), 7, "\"ana\"");
  at.write("cases/2026/2026-0001.toml", base);
  store::Ledger ledger(at.path());

  SECTION("nobody wrote meanwhile") {
    const auto settled = actions::save_draft(ledger, ana, "2026-0001", {base, changed});
    const auto* done = std::get_if<actions::SavedDraft>(&settled);
    REQUIRE(done);
    CHECK(done->durable);
    CHECK(!done->with_others);
    CHECK(at.text(first_case) == changed);
  }
  SECTION("somebody added a record") {
    at.write("cases/2026/2026-0001.toml", case_text("2026-0001", asked_remark));
    const auto settled = actions::save_draft(ledger, ana, "2026-0001", {base, changed});
    const auto* done = std::get_if<actions::SavedDraft>(&settled);
    REQUIRE(done);
    CHECK(done->with_others);
    CHECK(at.text(first_case) == changed + asked_remark);
  }
  SECTION("somebody changed the same") {
    auto other = base;
    other.replace(other.find("\"janis\""), 7, "\"eva\"");
    at.write("cases/2026/2026-0001.toml", other);
    const auto settled = actions::save_draft(ledger, ana, "2026-0001", {base, changed});
    const auto* clash = std::get_if<actions::Clash>(&settled);
    REQUIRE(clash);
    CHECK(clash->now == other);
    CHECK(at.text(first_case) == other);
  }
}

TEST_CASE("the message of a commit has no word of the text: kinds, ids, and where a key was changed") {
  format::Revision revision;
  CHECK(actions::words_for_commit(revision) == "edited");
  revision.header = {"worker"};
  revision.changed = {{"session", "7kq2mf"}, {"Jana Lapa", "7kq2mf"}, {"remark", "Jana Lapa"}};
  CHECK(actions::words_for_commit(revision) == "edited: header, session 7kq2mf");
}
