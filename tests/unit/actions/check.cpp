#include "actions/check.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string found_in(const LedgerDirectory& at, const actions::CheckRequest& request = {}) {
  const store::Ledger ledger(at.path());
  return told(actions::check(ledger, request));
}

constexpr std::string_view paper = R"(
[[document]]
id = "d00001"
kind = "contract"
date = 2026-03-02
file = "cases/2026/plan.pdf"
by = "ana"
recorded = 2026-03-02T09:14:05+02:00
)";

}  // namespace

TEST_CASE("psp check is silent on a ledger in which nothing is wrong") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  CHECK(found_in(at).empty());
}

TEST_CASE("what is wrong in psp.toml stands first, then the cases by number, then what lies beside them") {
  const LedgerDirectory at(std::string(small_office) + "colour = \"red\"\n");
  at.write("cases/2026/2026-0002.toml", "format = 1\ncase = \n");
  at.write("cases/2026/2026-0003.toml.orig", case_text("2026-0003"));
  const auto found = found_in(at);
  INFO(found);
  const auto office = found.find("psp.toml:"), wrong = found.find("2026-0002.toml:"), stray = found.find(".orig:");
  REQUIRE(office != std::string::npos);
  REQUIRE(wrong != std::string::npos);
  REQUIRE(stray != std::string::npos);
  CHECK(office < wrong);
  CHECK(wrong < stray);
}

TEST_CASE("only the files that are asked for are told, with their copies") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0001 (copy).toml", case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", "format = 1\ncase = \n");
  const auto found = found_in(at, {false, {"2026-0001"}, false});
  INFO(found);
  CHECK(found.find("2026-0001 (copy).toml") != std::string::npos);
  CHECK(found.find("2026-0002") == std::string::npos);
}

TEST_CASE("a reference spelt in two ways is told of the later case, and of a case against people/") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  auto other = case_text("2026-0002");
  other.replace(other.find("K-0117"), 6, "k-0117");
  at.write("cases/2026/2026-0002.toml", other);
  const auto found = found_in(at);
  INFO(found);
  CHECK(found.find("cases/2026/2026-0002.toml:5:1: warning:") != std::string::npos);
  CHECK(found.find("K-0117") != std::string::npos);

  at.write("people/k-0117.toml", "format = 1\nclient = \"k-0117\"\nname = \"Jana Lapa\"\n");
  CHECK(found_in(at).find("cases/2026/2026-0001.toml:5:1: warning:") != std::string::npos);
}

TEST_CASE("a file that may be a paper is told where no record names it; not where a case cannot be read") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/plan.pdf", "%PDF-1.4");
  CHECK(found_in(at).find("cases/2026/plan.pdf") != std::string::npos);

  at.write(first_case, case_text("2026-0001", paper));
  CHECK(found_in(at).empty());

  at.write(first_case, case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", "format = 1\ncase = \n");
  CHECK(found_in(at).find("cases/2026/plan.pdf") == std::string::npos);
}
