#include "actions/renumber.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

TEST_CASE("a case gets another number, and where the old one is named is told") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002", "# see 2026-0001, not 2026-00010\n# nor A-2026-0001\n"));
  {
    store::Ledger ledger(at.path());
    const auto done = actions::renumber(ledger, {"ana", [](const Message&) {}}, "2026-0001", "2026-0007", "");
    CHECK(done.id == "2026-0007");
    CHECK(done.was == "2026-0001");
  }
  CHECK(at.text("cases/2026/2026-0007.toml") == case_text("2026-0007"));
  CHECK(!std::filesystem::exists(at.path() / "cases/2026/2026-0001.toml"));

  store::Ledger ledger(at.path());
  const auto named = actions::where_named(ledger, "2026-0001");
  REQUIRE(named.places.size() == 1);
  CHECK(named.places[0].file == "cases/2026/2026-0002.toml");
  CHECK(named.places[0].line == 10);
  CHECK(!named.places[0].path);
  CHECK(named.unread.empty());
}

TEST_CASE("what is no case id is no number") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const store::Writer writer{"ana", [](const Message&) {}};
  for (const std::string wanted : {"7", ""})
    CHECK(refusal([&] { actions::renumber(ledger, writer, "2026-0001", wanted, ""); }) ==
          "\"" + wanted + "\" is no case id: write [PREFIX-]YYYY-NNNN");
  CHECK(actions::where_named(ledger, "7").places.empty());
}
