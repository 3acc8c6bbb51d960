#include "actions/forget.h"

#include "repository.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr const char* persons_file = "people/K-0117.toml";

void write_person(const LedgerDirectory& at) {
  at.write(persons_file, "format = 1\nclient = \"K-0117\"\nname = \"Zinta Kalniņa\"\n");
}

std::string remark_naming(std::string_view text) {
  return "\n[[remark]]\nid = \"7kq2mf\"\ndate = 2026-03-03\ntext = \"" + std::string(text) +
         "\"\nby = \"ana\"\nrecorded = 2026-03-03T09:00:00+02:00\n";
}

constexpr Date day_of_forgetting{2026, 3, 20};

}  // namespace

TEST_CASE("who is forgotten is known no more: the file says only that, when, and by whom") {
  const LedgerDirectory at;
  write_person(at);
  store::Ledger ledger(at.path());
  auto [person, found, read] = actions::client_to_forget(ledger, "K-0117", day_of_forgetting);
  CHECK(person.name == "Zinta Kalniņa");
  CHECK(actions::forget(occasion_at(ledger), found) == store::Durable::yes);
  CHECK(found.done == day_of_forgetting);
  CHECK(found.by == "ana");
  CHECK(at.text(persons_file) == "format = 1\nclient = \"K-0117\"\nforgotten = 2026-03-20\nby = \"ana\"\n");
  CHECK(refusal([&] { actions::client_to_forget(ledger, "K-0117", day_of_forgetting); }) ==
        "K-0117 was forgotten on 2026-03-20 already");
}

TEST_CASE("whom nobody knows, nobody forgets") {
  const LedgerDirectory at;
  store::Ledger ledger(at.path());
  CHECK(refusal([&] { actions::client_to_forget(ledger, "K-0117", day_of_forgetting); }) ==
        "people/ has no K-0117: there is nothing to forget");
  at.write(persons_file, "name = \n");
  CHECK(refusal([&] { actions::client_to_forget(ledger, "K-0117", day_of_forgetting); }) ==
        "people/K-0117.toml cannot be read until it is mended");
}

TEST_CASE("open cases speak against it, and a file that cannot be read hides none of them") {
  const LedgerDirectory at;
  write_person(at);
  auto spelt_otherwise = case_text("2026-0001");
  spelt_otherwise.replace(spelt_otherwise.find("K-0117"), 6, "k-0117");
  at.write(first_case, spelt_otherwise);
  at.write("cases/2026/2026-0002.toml", "format = \n");
  auto of_another = case_text("2026-0003");
  of_another.replace(of_another.find("K-0117"), 6, "K-0118");
  at.write("cases/2026/2026-0003.toml", of_another);
  store::Ledger ledger(at.path());
  const auto to_forget = actions::client_to_forget(ledger, "K-0117", day_of_forgetting);
  REQUIRE(to_forget.found.cases.size() == 1);
  CHECK(to_forget.found.cases[0].id == "2026-0001");
  REQUIRE(!to_forget.found.errors.empty());
  CHECK(to_forget.found.errors[0].file == "cases/2026/2026-0002.toml");
  try {
    actions::refuse_open_cases(to_forget.found);
    FAIL("nothing spoke against it");
  } catch (const Failure& failure) {
    CHECK(failure.exit == Exit::usage);
    CHECK(told(failure.message) == "K-0117 still has open cases; --yes forgets all the same:");
    REQUIRE(failure.details.size() == 1);
    CHECK(told(failure.details[0]) == "2026-0001 (counselling, intake)");
  }
  CHECK_NOTHROW(actions::refuse_open_cases(report::Forgetting{"K-0117", {}}));
}

TEST_CASE("what tells of the person in the ledger is found, their own file apart, and not repeated") {
  const LedgerDirectory at;
  write_person(at);
  at.write("people/K-0117.toml~", "name = \"Zinta Kalniņa\"\n");
  at.write(first_case, case_text("2026-0001", remark_naming("Zinta Kalniņa called")));
  store::Ledger ledger(at.path());
  auto [person, found, read] = actions::client_to_forget(ledger, "K-0117", day_of_forgetting);
  actions::trace(ledger, person, found);
  CHECK(found.leftovers == std::vector<std::string>{"people/K-0117.toml~"});
  REQUIRE(found.texts.size() == 2);
  CHECK(found.texts[0].file == first_case);
  CHECK(found.texts[0].line == 14);
  CHECK(told(found.texts[0].message) == "a name of K-0117: …Z**** K******…");
  CHECK(found.texts[1].file == "people/K-0117.toml~");
  CHECK(!found.history.there);
  CHECK(found.looked_everywhere());
}

TEST_CASE("what git keeps of the person is found: in versions of files, and beside them") {
  const LedgerDirectory at;
  write_person(at);
  at.write(first_case, case_text("2026-0001", remark_naming("Zinta Kalniņa called")));
  commit_all(at);
  at.write(first_case, case_text("2026-0001"));
  commit_all(at);
  git(at, {"branch", "for-zinta-kalnina"});
  store::Ledger ledger(at.path());
  auto [person, found, read] = actions::client_to_forget(ledger, "K-0117", day_of_forgetting);
  actions::trace(ledger, person, found);
  CHECK(found.texts.empty());
  CHECK(found.history.clear == 1);
  CHECK(found.history.named == std::map<std::string, std::size_t>{{first_case, 1}});
  REQUIRE(!found.elsewhere.empty());
  CHECK(found.elsewhere[0].kind == Elsewhere::ref);
  CHECK(found.elsewhere[0].place == "refs/heads/for-z****-k******");
}
