#include "actions/init.h"

#include "repository.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Is a directory in which there is no ledger yet.
class EmptyDirectory : public LedgerDirectory {
 public:
  EmptyDirectory() { std::filesystem::remove_all(path() / "psp.toml"); }
};

}  // namespace

TEST_CASE("a new ledger can be opened, and has the office's name and language") {
  const EmptyDirectory at;
  const auto directory = at.path() / "new" / "office";
  CHECK(actions::make_ledger({directory, "Centre \"Liepa\"", Language::lv}) == store::Durable::yes);
  const store::Ledger ledger(directory);
  CHECK(ledger.office().settings.name == "Centre \"Liepa\"");
  CHECK(ledger.office().settings.language == Language::lv);
  CHECK(ledger.office().workers.empty());
  CHECK(ledger.case_ids().empty());
  CHECK(refusal([&] {
          actions::make_ledger({directory, {}, Language::en});
        }).find("is a ledger already") != std::string::npos);
}

TEST_CASE("a ledger of which nobody said the name has one, to be replaced") {
  const EmptyDirectory at;
  actions::make_ledger({at.path(), {}, Language::en});
  CHECK(store::Ledger(at.path()).office().settings.name == "our office");
}

TEST_CASE("git is put beside a ledger that is there; its name stays") {
  const LedgerDirectory at;
  CHECK(!actions::make_ledger({at.path(), {}, Language::en, true}));
  CHECK(refusal([&] {
          actions::make_ledger({at.path(), "Other", Language::en, true});
        }) == at.path().string() + " is a ledger already: its name stands in psp.toml");
  CHECK(at.text("psp.toml") == small_office);
}

TEST_CASE("where git refuses the place, no ledger is made") {
  const EmptyDirectory at;
  at.write(".git", "gitdir: /nowhere\n");
  CHECK(refusal([&] { actions::make_ledger({at.path() / "office", {}, Language::en, true}); }) != "");
  CHECK(!std::filesystem::exists(at.path() / "office"));
}

TEST_CASE("what is new is to be committed, by somebody whom git knows") {
  const LedgerDirectory at;
  commit_all(at);
  CHECK(!actions::next_steps(at.path()).commit);
  at.write(first_case, case_text("2026-0001"));
  git(at, {"config", "user.email", ""});
  CHECK(actions::next_steps(at.path()).commit);
  CHECK(actions::next_steps(at.path()).say_who);
  git(at, {"config", "user.email", "ana@example.org"});
  CHECK(!actions::next_steps(at.path()).say_who);
}
