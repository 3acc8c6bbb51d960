#include "actions/case_meant.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

constexpr Date today{2026, 3, 20};

std::string closed(const std::string& id) {
  return case_text(id,
                   "\n[[closure]]\nid = \"c00001\"\ndate = 2026-03-10\nground = \"other\"\nnote = \"work "
                   "done\"\nby = \"ana\"\nrecorded = 2026-03-10T09:14:05+02:00\n");
}

}  // namespace

TEST_CASE("a case is meant by its id, in small letters too, or by its number") {
  const LedgerDirectory at;
  at.write("cases/2026/KR-2026-0007.toml", case_text("KR-2026-0007"));
  at.write("cases/2026/2026-0012.toml", case_text("2026-0012"));
  const store::Ledger ledger(at.path());
  CHECK(actions::case_meant(ledger, "KR-2026-0007", today) == "KR-2026-0007");
  CHECK(actions::case_meant(ledger, "kr-2026-0007", today) == "KR-2026-0007");
  CHECK(actions::case_meant(ledger, "12", today) == "2026-0012");
  CHECK(actions::case_meant(ledger, "007", today) == "KR-2026-0007");
  CHECK(refusal([&] { actions::case_meant(ledger, "2026-0013", today); }) ==
        "there is no case 2026-0013; did you mean 2026-0012? psp list shows all");
  CHECK(refusal([&] { actions::case_meant(ledger, "13", today); }) ==
        "there is no case with the number 13; psp list shows all");
  CHECK(refusal([&] { actions::case_meant(ledger, "", today); }).find("there is no case") == 0);
}

TEST_CASE("a case meant by its whole id, or by year and number, is found without listing any") {
  const LedgerDirectory at;
  at.write("cases/2025/2025-0012.toml", case_text("2025-0012"));
  at.write("cases/2026/2026-0012.toml", case_text("2026-0012"));
  const store::Ledger ledger(at.path());
  CHECK(actions::case_meant(ledger, "2025-0012", today) == "2025-0012");
  CHECK(actions::case_meant(ledger, "2026-12", today) == "2026-0012");
  CHECK_FALSE(ledger.is_listed());
}

TEST_CASE("of several cases with one number the one that is not closed is meant; one that cannot be read may be it") {
  const LedgerDirectory at;
  at.write("cases/2025/2025-0012.toml", closed("2025-0012"));
  at.write("cases/2026/2026-0012.toml", case_text("2026-0012"));
  CHECK(actions::case_meant(store::Ledger(at.path()), "12", today) == "2026-0012");

  at.write("cases/2024/2024-0012.toml", "format = \n");
  CHECK(refusal([&] { actions::case_meant(store::Ledger(at.path()), "12", today); }) ==
        "12 can mean 2024-0012, 2025-0012, 2026-0012: write the whole case id");
}

TEST_CASE("a file that only lacks its name is told with what is not there") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0012 (copy).toml", case_text("2026-0012"));
  const store::Ledger ledger(at.path());
  for (const auto* given : {"2026-0012", "12"}) try {
      actions::case_meant(ledger, given, today);
      FAIL("it was found");
    } catch (const Failure& failure) {
      REQUIRE(failure.diagnostics.size() == 1);
      CHECK(failure.diagnostics[0].file == "cases/2026/2026-0012 (copy).toml");
    }
}
