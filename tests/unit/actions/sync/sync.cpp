#include "actions/sync/sync.h"

#include "actions/repository.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string remark(const std::string& id, const std::string& text = "came on foot") {
  return "\n[[remark]]\nid = \"" + id + "\"\ndate = 2026-03-02\ntext = \"" + text +
         "\"\nby = \"ana\"\nrecorded = 2026-03-02T09:14:05+02:00\n";
}

/// Returns the text of the second case.
std::string of_another_client(std::string_view more = {}, const std::string& client = "K-0222") {
  auto text = case_text("2026-0002", more);
  return text.replace(text.find("K-0117"), 6, client);
}

/// Is a place to send to, and two clones of it.
struct TwoClones {
  LedgerDirectory shared;
  GitLedger here;
  LedgerDirectory other;

  TwoClones() : here{{".gitignore", "people/\n.psp/\n"}, {first_case, case_text("2026-0001")}} {
    here.git({"clone", "--quiet", "--bare", ".", (shared.path() / "office.git").string()});
    here.git({"remote", "add", "origin", (shared.path() / "office.git").string()});
    here.git({"fetch", "--quiet"});
    here.git({"branch", "--quiet", "--set-upstream-to=origin/main"});
    std::filesystem::remove_all(other.path());
    tests::git(shared.path(), {"clone", "--quiet", "office.git", other.path().string()});
  }

  /// Commits and sends what is in the other clone, as somebody else would, by git alone.
  void send_from_other() const {
    tests::git(other.path(), {"add", "--all"});
    tests::git(other.path(), {"commit", "--quiet", "-m", "from elsewhere"});
    tests::git(other.path(), {"push", "--quiet"});
  }
  std::string there(const std::string& file) const {
    return tests::git(here, {"show", "origin/main:" + file}) + "\n";  // git() takes the last line break off
  }
};

/// Holds what was told, in the order in which it was.
struct Heard {
  std::vector<std::string> lines;
  std::optional<bool> answer;  ///< what the person says when asked

  void show(const std::vector<Diagnostic>& found) {
    for (const auto& line : told_of(found)) lines.push_back(line);
  }

  actions::SyncTalk talk(const store::PeopleRead& people) {
    actions::SyncTalk t;
    t.done = [&](const Message& m, const std::vector<Message>& more) {
      lines.push_back(told(m));
      for (const auto& line : more) lines.push_back("  " + told(line));
    };
    t.warn = [&](const Message& m) { lines.push_back("warning: " + told(m)); };
    t.mention = [&](const Message& m) { lines.push_back("by the way: " + told(m)); };
    t.show = [&](const std::vector<Diagnostic>& found) { show(found); };
    t.pass_on = [&](const std::string& line) { lines.push_back(line); };
    t.ask = [&](const std::vector<Diagnostic>& found, const Message& question) {
      if (answer) show(found);
      lines.push_back(told(question));
      return answer;
    };
    t.people_to_look_for = [&]() -> const People& { return people.people; };
    return t;
  }
};

actions::Committing committing() {
  return {[](const store::Repository& r) { return r.git.with(store::Programs::wanted); }, false, false};
}

actions::Synced sync(const LedgerDirectory& at, Heard& heard, bool yes = false) {
  store::Ledger ledger(at.path());
  const auto people = store::read_people(ledger);
  return actions::sync({ledger,
                        [] {
                          return store::Writer{"ana", [](const Message&) {}};
                        },
                        [&]() -> const store::PeopleRead& { return people; }, yes, committing(), heard.talk(people)});
}

/// Returns the Failure with which a sync ends. The test fails if it ends with none.
Failure refused_sync(const LedgerDirectory& at, Heard& heard) {
  try {
    sync(at, heard);
  } catch (const Failure& failure) {
    return failure;
  }
  FAIL("it was not refused");
  return {};
}

}  // namespace

TEST_CASE("what was recorded here is committed and sent, a line a case") {
  const TwoClones two;
  two.here.write(first_case, case_text("2026-0001", remark("r00001")));
  Heard heard;
  const auto synced = sync(two.here, heard);
  CHECK(synced.anything);
  CHECK(!synced.taken_out);
  CHECK(heard.lines == std::vector<std::string>{"committed: 1 file", "sent: 1 commit", "  2026-0001: remark r00001"});
  CHECK(two.there(first_case) == case_text("2026-0001", remark("r00001")));
  CHECK(two.here.git({"log", "-1", "--format=%an: %s"}) == "Ana: 2026-0001: remark r00001");

  Heard again;
  CHECK(!sync(two.here, again).anything);
  CHECK(again.lines.empty());
}

TEST_CASE("what was recorded elsewhere comes in beside what was recorded here") {
  const TwoClones two;
  two.other.write("cases/2026/2026-0002.toml", of_another_client(remark("r00002")));
  two.send_from_other();
  two.here.write(first_case, case_text("2026-0001", remark("r00001")));
  Heard heard;
  CHECK(sync(two.here, heard).anything);
  CHECK(heard.lines == std::vector<std::string>{"committed: 1 file", "taken in: 1 new record, in 1 case",
                                                "  2026-0002: opened, remark r00002", "sent: 2 commits",
                                                "  2026-0001: remark r00001"});
  CHECK(two.here.text("cases/2026/2026-0002.toml") == of_another_client(remark("r00002")));
  CHECK(two.there(first_case) == case_text("2026-0001", remark("r00001")));
}

TEST_CASE("records that somebody took out elsewhere are told, after a person took that in") {
  const TwoClones two;
  two.here.write(first_case, case_text("2026-0001", remark("r00001")));
  Heard first;
  sync(two.here, first);
  tests::git(two.other.path(), {"pull", "--quiet"});
  two.other.write(first_case, case_text("2026-0001"));
  two.send_from_other();

  Heard nobody;
  const auto refused = refused_sync(two.here, nobody);
  CHECK(refused.exit == Exit::data);
  CHECK(told(refused.message) ==
        "this comes from origin/main, and was not taken in; nothing was sent, and all is committed here:");
  CHECK(refused.diagnostics.size() == 1);
  CHECK(two.here.text(first_case) == case_text("2026-0001", remark("r00001")));

  Heard no;
  no.answer = false;
  CHECK(told(refused_sync(two.here, no).message) == "nothing was taken in or sent: all is committed here");

  Heard yes;
  yes.answer = true;
  CHECK(sync(two.here, yes).taken_out);
  CHECK(two.here.text(first_case) == case_text("2026-0001"));
  CHECK(yes.lines.back().find("warning: 1 record was taken out elsewhere") == 0);
}

TEST_CASE("that records are gone here is asked, and sent where that is meant") {
  const TwoClones two;
  two.here.write(first_case, case_text("2026-0001", remark("r00001")));
  Heard first;
  sync(two.here, first);
  two.here.write(first_case, case_text("2026-0001"));
  two.here.commit("its time of keeping is over");

  Heard nobody;
  const auto refused = refused_sync(two.here, nobody);
  CHECK(told(refused.message) == "nothing was sent: this is gone here, and would be gone for all:");
  CHECK(told_of(refused.diagnostics).front().find("remark r00001 is gone since") != std::string::npos);
  CHECK(two.there(first_case) == case_text("2026-0001", remark("r00001")));

  Heard meant;
  CHECK(sync(two.here, meant, true).anything);
  CHECK(two.there(first_case) == case_text("2026-0001"));
}

TEST_CASE("with yes what the hooks would refuse is taken in, and shown") {
  const TwoClones two;
  two.other.write(first_case, case_text("2026-0001", "\n[[remark]]\nid = \n"));
  two.send_from_other();
  Heard heard;
  sync(two.here, heard, true);
  REQUIRE(heard.lines.size() >= 2);
  CHECK(heard.lines[0].starts_with("cases/2026/2026-0001.toml:12: "));
  CHECK(heard.lines[1].starts_with("taken in: "));
  CHECK(two.here.text(first_case) == two.other.text(first_case));
}

TEST_CASE("whom nobody can look for keeps everything here") {
  const TwoClones two;
  two.here.write(first_case, case_text("2026-0001", remark("r00001")));
  store::Ledger ledger(two.here.path());
  store::PeopleRead people;
  people.unread.push_back({Severity::error, "people", 1, 1, msg("cannot be read")});
  Heard heard;
  const auto refused = refusal([&] {
    actions::sync({ledger,
                   [] {
                     return store::Writer{"ana", [](const Message&) {}};
                   },
                   [&]() -> const store::PeopleRead& { return people; }, true, committing(), heard.talk(people)});
  });
  CHECK(refused == "not every name could be looked for: people/ cannot be read whole");
  CHECK(two.here.git({"log", "-1", "--format=%s"}) == "first");
}

TEST_CASE("a file that cannot be read stops a sync before anything is committed") {
  const TwoClones two;
  two.here.write(first_case, case_text("2026-0001", "\n[[remark]]\nid = \n"));
  Heard heard;
  const auto refused = refused_sync(two.here, heard);
  CHECK(refused.exit == Exit::data);
  CHECK(told(refused.message) == "nothing was committed or fetched: mend this first");
  CHECK(two.here.git({"log", "-1", "--format=%s"}) == "first");
  CHECK(two.here.git({"diff", "--cached", "--name-only"}).empty());
}

TEST_CASE("two cases that got one number in two clones are not merged: another one is proposed") {
  const TwoClones two;
  two.other.write("cases/2026/2026-0002.toml", of_another_client());
  two.send_from_other();
  two.here.write("cases/2026/2026-0002.toml", of_another_client({}, "K-0333"));
  Heard heard;
  const auto refused = refused_sync(two.here, heard);
  CHECK(refused.exit == Exit::usage);
  REQUIRE(refused.details.size() == 2);
  CHECK(told(refused.details[0]) == "psp renumber 2026-0002 2026-0003");
  CHECK(told(refused.details[1]).find("psp git config psp.casePrefix A") != std::string::npos);
  CHECK(two.here.git({"status", "--short"}).empty());
}

TEST_CASE("a paper goes along where a record names it; another file is told, and stays") {
  const TwoClones two;
  two.here.write("cases/2026/plan.pdf", "%PDF-1.4");
  two.here.write("cases/2026/other.pdf", "%PDF-1.4");
  two.here.write(first_case,
                 case_text("2026-0001",
                           "\n[[document]]\nid = \"d00001\"\nkind = \"contract\"\ndate = 2026-03-02\nfile = "
                           "\"cases/2026/plan.pdf\"\nby = \"ana\"\nrecorded = 2026-03-02T09:14:05+02:00\n"));
  Heard heard;
  sync(two.here, heard);
  REQUIRE(!heard.lines.empty());
  CHECK(heard.lines[0].find("by the way: ") == 0);
  CHECK(heard.lines[0].find("cases/2026/other.pdf") != std::string::npos);
  CHECK(two.there("cases/2026/plan.pdf") == "%PDF-1.4\n");
  CHECK(two.here.git({"status", "--short"}) == "?? cases/2026/other.pdf");
}

TEST_CASE("what is psp's own on this machine is neither sent nor spoken of, where git is not told to ignore it, too") {
  const TwoClones two;
  two.here.write(".gitignore", "people/\n");
  two.here.write(".psp/drafts/2026-0001.toml", case_text("2026-0001"));
  Heard heard;
  sync(two.here, heard);
  CHECK(heard.lines == std::vector<std::string>{"committed: 1 file", "sent: 1 commit", "  1 other file"});
  CHECK(two.here.git({"ls-files", ".psp"}).empty());
}

TEST_CASE("without a place to send to all is committed, and that is said") {
  const GitLedger at{{".gitignore", ".psp/\n"}};
  at.write(first_case, case_text("2026-0001"));
  Heard heard;
  const auto refused = refused_sync(at, heard);
  CHECK(refused.exit == Exit::usage);
  CHECK(told(refused.message).find("all is committed, but there is nowhere to sync with") == 0);
  CHECK(at.git({"status", "--short"}).empty());
}

TEST_CASE("a history that was rewritten there is not merged: that would bring back what was taken out") {
  const TwoClones two;
  Heard first;
  two.here.write(first_case, case_text("2026-0001", remark("r00001")));
  sync(two.here, first);
  tests::git(two.other.path(), {"commit", "--quiet", "--amend", "--message=rewritten"});
  tests::git(two.other.path(), {"push", "--quiet", "--force"});
  two.here.write(first_case, case_text("2026-0001", remark("r00001") + remark("r00002")));
  Heard heard;
  CHECK(told(refused_sync(two.here, heard).message) ==
        "origin/main was rewritten there: a merge would bring back what was taken out of it");
  CHECK(two.here.git({"rev-list", "--merges", "HEAD"}).empty());
}

TEST_CASE("a merge that waits for a person is finished by the next sync, or given up") {
  const TwoClones two;
  two.other.write("psp.toml", std::string(small_office) + "\n[workers.vid]\nname = \"Vid\"\n");
  two.send_from_other();
  two.here.write("psp.toml", std::string(small_office) + "\n[workers.eva]\nname = \"Eva\"\n");
  Heard heard;
  const auto refused = refused_sync(two.here, heard);
  CHECK(refused.exit == Exit::data);
  CHECK(told(refused.message) == "a person must decide here:");
  const auto give_up = [&] {
    store::Ledger ledger(two.here.path());
    actions::give_up_merge(ledger, committing(), [](const Message&) {});
  };

  SECTION("given up") {
    give_up();
    CHECK(two.here.text("psp.toml") == std::string(small_office) + "\n[workers.eva]\nname = \"Eva\"\n");
    CHECK(refusal(give_up) == "no merge is under way");
  }
  SECTION("not given up, where something was recorded since") {
    two.here.write(first_case, case_text("2026-0001", remark("r00001")));
    CHECK(refusal(give_up).find("this was recorded since the merge began") == 0);
  }
  SECTION("finished") {
    const auto both = std::string(small_office) + "\n[workers.eva]\nname = \"Eva\"\n\n[workers.vid]\nname = \"Vid\"\n";
    two.here.write("psp.toml", both);
    two.here.git({"add", "psp.toml"});
    Heard again;
    CHECK(sync(two.here, again).anything);
    CHECK(two.there("psp.toml") == both);
  }
}
