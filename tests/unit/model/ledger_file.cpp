#include "test.h"

#include "model/case.h"
#include "model/ledger_file.h"

using namespace psp;

namespace {

struct Sample {
  const char* path;
  FileKind kind;
  const char* original = "";
};

void check_all(std::initializer_list<Sample> samples) {
  for (const auto& s : samples) {
    INFO(s.path);
    const auto file = ledger_file(s.path);
    CHECK(static_cast<int>(file.kind) == static_cast<int>(s.kind));
    CHECK(file.original == s.original);
  }
}

using enum FileKind;
constexpr auto c23 = "cases/2026/2026-0023.toml", ce23 = "cases/2026/CE-2026-0023.toml", k117 = "people/K-0117.toml",
               toml = "psp.toml";

}  // namespace

TEST_CASE("the files of a ledger are known by their names") {
  check_all({{"psp.toml", office, toml},
             {"cases/2026/2026-0023.toml", case_file, c23},
             {"cases/2026/CE-2026-0023.toml", case_file, ce23},
             {"cases/0023/2026-0023-0023-0001.toml", case_file, "cases/0023/2026-0023-0023-0001.toml"},
             {"people/K-0117.toml", person, k117},
             {"people/Ķ.17_a+b.toml", person, "people/Ķ.17_a+b.toml"},
             {".gitattributes", git_file},
             {".gitignore", git_file},
             {"people/.gitattributes", git_file},
             {"cases/.gitkeep", git_file},
             {"README.md", office_own},
             {"LICENSE", office_own},
             {"notes.toml", office_own},
             {"psp-old.toml", office_own},
             {"letters/invitation.odt", office_own},
             {".psp/lock", psp_own},
             {".psp/drafts/2026-0023/2026-0023.toml", psp_own, c23},
             {".psp/drafts/2026-0023/made-from", psp_own},
             {".psp/drafts/2026-0023/.2026-0023.toml.swp", psp_own, c23},
             {"cases/2026/2026-0023.pdf", paper},
             {"cases/2026/2026-1103.pdf", paper},
             {"cases/2026/report.bak.pdf", paper},
             {"cases/2026/report (1).pdf", paper},
             {"cases/2026/2026-0023/application.pdf", paper},
             {"cases/2026/README", paper},
             {"cases/note.txt", unknown},
             {"people/list.ods", unknown},
             {"people/.hidden", unknown}});
}

TEST_CASE("what psp and other programs leave behind is known, and of what") {
  check_all({{"cases/2026/.2026-0023.toml.tmp", unfinished, c23},
             {"cases/2026/.2026-0023.toml.0123456789abcdef.tmp", unfinished, c23},
             {"people/.K-0117.toml.0123456789abcdef.tmp", unfinished, k117},
             {".psp.toml.tmp", unfinished, toml},
             {".psp/.unfinished.tmp", unfinished},
             {"cases/2026/.syncthing.2026-0023.toml.tmp", leftover, c23},
             {"cases/2026/~syncthing~2026-0023.toml.tmp", leftover, c23},
             {"cases/2026/2026-0023.toml.tmp", leftover, c23},
             {"cases/2026/2026-0023.toml~", leftover, c23},
             {"cases/2026/2026-0023.toml.~1~", leftover, c23},
             {"cases/2026/.2026-0023.toml.swp", leftover, c23},
             {"cases/2026/.2026-0023.toml.swo", leftover, c23},
             {"cases/2026/.2026-0023.toml.swx", leftover, c23},
             {"cases/2026/.CE-2026-0023.toml.kate-swp", leftover, ce23},
             {"cases/2026/#2026-0023.toml#", leftover, c23},
             {"cases/2026/.#2026-0023.toml", leftover, c23},
             {"cases/2026/2026-0023.toml.orig", leftover, c23},
             {"cases/2026/2026-0023.toml.rej", leftover, c23},
             {"cases/2026/2026-0023.toml.bak", leftover, c23},
             {"cases/2026/2026-0023.bak", leftover, c23},
             {"cases/2026/2026-0023.toml.old", leftover, c23},
             {"cases/2026/2026-0023.toml.save", leftover, c23},
             {"cases/2026/2026-0023_BACKUP_4711.toml", leftover, c23},
             {"cases/2026/2026-0023_BASE_4711.toml", leftover, c23},
             {"cases/2026/2026-0023_LOCAL_4711.toml", leftover, c23},
             {"cases/2026/CE-2026-0023_REMOTE_4711.toml", leftover, ce23},
             {"cases/2026/2026-0023.toml.BACKUP.4711", leftover, c23},
             {"cases/2026/2026-0023.BACKUP.4711.toml", leftover, c23},
             {"cases/2026/2026-0023.toml.BASE.4711.toml", leftover, c23},
             {"cases/2026/2026-0023.toml.LOCAL.4711.toml", leftover, c23},
             {"cases/2026/2026-0023.toml.REMOTE.4711.toml", leftover, c23},
             {"cases/2026/~$2026-0023.toml", leftover, c23},
             {"cases/2026/.~lock.2026-0023.toml#", leftover, c23},
             {"cases/2026/._2026-0023.toml", leftover, c23},
             {"cases/2026/.DS_Store", leftover},
             {"cases/Thumbs.db", leftover},
             {"people/desktop.ini", leftover},
             {"people/K-0117.toml~", leftover, k117},
             {"people/#K-0117.toml#", leftover, k117},
             {"people/K-0117_BACKUP_4711.toml", leftover, k117},
             {"psp.toml~", leftover, toml},
             {"psp.toml.orig", leftover, toml},
             {"psp_REMOTE_4711.toml", leftover, toml},
             {"README.md~", leftover}});
}

TEST_CASE("a file that has lost its name is known, and so is a conflict copy") {
  check_all({{"cases/2026/2026-0023.toml.txt", renamed, c23},
             {"cases/2026/2026-0023.toml.toml", renamed, c23},
             {"cases/2026/CE-2026-0023.toml.txt", renamed, ce23},
             {"cases/2026/2026-0023.TOML", renamed, c23},
             {"cases/2026/.2026-0023.toml", renamed, c23},
             {"cases/2025/2026-0023.toml", renamed, c23},
             {"cases/2026-0023.toml", renamed, c23},
             {"cases/old/2026-0023.toml", renamed, c23},
             {"cases/2026/papers/2026-0023.toml", renamed, c23},
             {"cases/2026/2026-23.toml", renamed},
             {"cases/2026/copy.toml", renamed},
             {"cases/2026/old-2026-0023.toml", renamed},
             {"cases/2026/ce-2026-0023.toml", renamed},
             {"cases/.hidden.toml", renamed},
             {"people/K-0117.toml.txt", renamed, k117},
             {"people/old/K-0117.toml", renamed, k117},
             {"people/of somebody.toml", renamed},
             {"people/ana copy.txt", unknown},
             {"psp.toml.txt", renamed, toml},
             {"PSP.toml", renamed, toml},
             {"cases/2026/2026-0023.sync-conflict-20261103-101112-ABCDEFG.toml", copy, c23},
             {"cases/2026/CE-2026-0023.sync-conflict-20261103-101112-ABCDEFG.toml", copy, ce23},
             {"cases/2026/2026-0023 (Ana's conflicted copy 2026-11-03).toml", copy, c23},
             {"cases/2026/2026-0023 (conflicted copy 2026-11-03 101112).toml", copy, c23},
             {"cases/2026/2026-0023_conflict-20261103-101112.toml", copy, c23},
             {"cases/2026/2026-0023-DESKTOP-4711.toml", copy, c23},
             {"cases/2026/2026-0023-20261103.toml", copy, c23},
             {"cases/2026/2026-0023 (1).toml", copy, c23},
             {"cases/2026/2026-0023 - Copy.toml", copy, c23},
             {"cases/2026/2026-0023 - Copy (2).toml", copy, c23},
             {"cases/2026/Copy of 2026-0023.toml", copy, c23},
             {"cases/2026/Copy of CE-2026-0023.toml", copy, ce23},
             {"cases/2026/2026-0023 copy.toml", copy, c23},
             {"cases/2026/2026-0023 copy 2.toml", copy, c23},
             {"cases/2026/2026-0023 – kopija.toml", copy, c23},
             {"people/K-0117.sync-conflict-20261103-101112-ABCDEFG.toml", copy, k117},
             {"people/K-0117_conflict-20261103-101112.toml", copy, k117},
             {"people/K-0117 (1).toml", copy, k117},
             {"people/Copy of K-0117.toml", copy, k117},
             {"psp.sync-conflict-20261103-101112-ABCDEFG.toml", copy, toml},
             {"psp (conflicted copy 2026-11-03 101112).toml", copy, toml},
             {"psp-DESKTOP-4711.toml", copy, toml},
             {"Copy of psp.toml", copy, toml},
             {"psp copy.toml", copy, toml}});
  // Any office's reference may look so.
  check_all({{"people/K-0117-DESKTOP.toml", person, "people/K-0117-DESKTOP.toml"}});
}

TEST_CASE("a name that speaks of a case takes its number") {
  CHECK(ledger_file("cases/2026/2026-0023.toml.txt").case_id == "2026-0023");
  CHECK(ledger_file("cases/2026/Copy of CE-2026-0023.toml").case_id == "CE-2026-0023");
  CHECK(ledger_file("cases/2026/2026-0023.toml").case_id == "2026-0023");
  CHECK(ledger_file("cases/2026/old-2026-0023.toml").case_id == "2026-0023");
  CHECK(ledger_file(".psp/drafts/2026-0023/2026-0023.toml").case_id == "2026-0023");
  CHECK(ledger_file("cases/2026/.2026-0023.toml.swp").case_id == "2026-0023");
  // psp was stopped before it gave the number to a case.
  CHECK(ledger_file("cases/2026/.2026-0023.toml.tmp").case_id.empty());
  // It may be the day of a letter: a paper takes no number.
  CHECK(ledger_file("cases/2026/2026-1103.pdf").case_id.empty());
  CHECK(ledger_file("people/2026-0023.toml").case_id.empty());
  CHECK(ledger_file("psp.toml").case_id.empty());

  const std::vector<std::string> taken{"2026-0023", "2025-0099", "CE-2026-0040"};
  CHECK(free_number(taken, "", 2026) == 24);
  CHECK(free_number(taken, "CE", 2026) == 41);
  CHECK(free_number(taken, "", 2024) == 1);
}

TEST_CASE("only what belongs to the ledger is sent, and what a person has added to git") {
  for (const auto kind : {office, case_file, person, paper, git_file}) {
    CHECK(may_be_sent(kind, false));
    CHECK(may_be_sent(kind, true));
  }
  for (const auto kind : {office_own, unfinished, leftover, renamed, copy, unknown}) {
    CHECK_FALSE(may_be_sent(kind, false));
    CHECK(may_be_sent(kind, true));
  }
  CHECK_FALSE(may_be_sent(psp_own, true));
}
