#include "actions/person.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

const store::Writer as_ana{"ana", [](const Message&) {}};

}  // namespace

TEST_CASE("a person's file is made, and changed in place") {
  const LedgerDirectory at;
  store::Ledger ledger(at.path());
  actions::write_person(ledger, as_ana, "K-0117", {{"name", std::string("Invented Person")}});
  const auto made = at.text("people/K-0117.toml");
  CHECK(made.find("name = \"Invented Person\"") != std::string::npos);
  at.write("people/K-0117.toml", made + "# kept\n");
  actions::write_person(ledger, as_ana, "K-0117", {{"name", std::string("Other Person")}});
  const auto changed = at.text("people/K-0117.toml");
  CHECK(changed.find("Other Person") != std::string::npos);
  CHECK(changed.find("Invented Person") == std::string::npos);
  CHECK(changed.ends_with("# kept\n"));
}

TEST_CASE("who a client is: known, unknown, or not to be read") {
  const LedgerDirectory at;
  store::Ledger ledger(at.path());
  CHECK(!actions::read_person(ledger, "K-0117"));
  at.write("people/K-0117.toml", "format = 1\nclient = \"K-0117\"\nname = \"Invented Person\"\n");
  const auto person = actions::read_person(ledger, "K-0117");
  REQUIRE(person);
  CHECK(person->name == "Invented Person");
  at.write("people/K-0117.toml", "name = \n");
  CHECK(refusal([&] { actions::read_person(ledger, "K-0117"); }) ==
        "people/K-0117.toml cannot be read until it is mended");
}

TEST_CASE("a person's file that cannot be read stays as it is") {
  const LedgerDirectory at;
  at.write("people/K-0117.toml", "name = \n");
  store::Ledger ledger(at.path());
  CHECK(refusal([&] {
          actions::write_person(ledger, as_ana, "K-0117", {{"name", std::string("Other Person")}});
        }) == "people/K-0117.toml cannot be read until it is mended");
  CHECK(at.text("people/K-0117.toml") == "name = \n");
}

TEST_CASE("a reference is written as the cases write it") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  store::Ledger ledger(at.path());
  CHECK(actions::written_reference(ledger, "k-0117") == "K-0117");
  CHECK(actions::written_reference(ledger, "k-0117", "2026-0001") == "k-0117");
  CHECK(actions::written_reference(ledger, "K-0118") == "K-0118");
}
