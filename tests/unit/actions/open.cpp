#include "actions/open.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

actions::OpenRequest request_for(std::string client) {
  actions::OpenRequest request;
  request.header.service = "counselling";
  request.header.client = std::move(client);
  return request;
}

}  // namespace

TEST_CASE("a case is opened today, by who is at work, and the client's other open cases are told") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto opened = actions::open_new(occasion_at(ledger), request_for("K-0117"));
  CHECK(opened.of.header.id == "2026-0002");
  CHECK(opened.of.header.opened == Date{2026, 3, 20});
  CHECK(opened.of.header.worker == "ana");
  REQUIRE(opened.others.size() == 1);
  CHECK(opened.others[0].id == "2026-0001");
  CHECK(at.text("cases/2026/2026-0002.toml").find("client = \"K-0117\"") != std::string::npos);
}

TEST_CASE("an open case of the client is told, too, where its file has the reference in other letters") {
  const LedgerDirectory at;
  at.write("people/K-0117.toml", "format = 1\nclient = \"K-0117\"\n");
  auto other = case_text("2026-0001");
  other.replace(other.find("K-0117"), 6, "k-0117");
  at.write("cases/2026/2026-0001.toml", other);
  store::Ledger ledger(at.path());
  CHECK(actions::open_new(occasion_at(ledger), request_for("K-0117")).others.size() == 1);
}

TEST_CASE("a client known by another spelling, a name, or an unknown service opens nothing") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  CHECK(refusal([&] { actions::open_new(on, request_for("k-0117")); }) ==
        "this client is written K-0117 already: psp open --client K-0117");
  CHECK(!refusal([&] { actions::open_new(on, request_for("Maja Novak")); }).empty());
  auto fishing = request_for("K-0118");
  fishing.header.service = "fishing";
  CHECK(!refusal([&] { actions::open_new(on, fishing); }).empty());
  CHECK(!std::filesystem::exists(at.path() / "cases/2026/2026-0002.toml"));
}
