#include "actions/log.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

/// Returns a remark that this worker wrote down at this time.
std::string remark(const std::string& id, const std::string& by, const std::string& recorded) {
  return "\n[[remark]]\nid = \"" + id + "\"\ndate = 2026-03-03\ntext = \"called\"\nby = \"" + by +
         "\"\nrecorded = " + recorded + "\n";
}

void write_two(const LedgerDirectory& at) {
  at.write(first_case, case_text("2026-0001", remark("7kq2mf", "ana", "2026-03-05T09:00:00+02:00") +
                                                  remark("h3x0pd", "janis", "2026-03-07T09:00:00+02:00")));
  at.write("cases/2026/2026-0002.toml", case_text("2026-0002", remark("x4fn2p", "ana", "2026-03-06T09:00:00+02:00")));
}

std::vector<std::string> ids_of(const actions::Log& log) {
  std::vector<std::string> ids;
  for (const auto& e : log.entries) ids.push_back(e.opening ? "opening of " + e.case_id : e.record.id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("what was written down stands in the order of its writing, whatever the case") {
  const LedgerDirectory at;
  write_two(at);
  const store::Ledger ledger(at.path());
  actions::LogRequest request{ledger.case_ids()};
  const auto log = actions::read_log(ledger, request);
  CHECK(ids_of(log) == Ids{"opening of 2026-0001", "opening of 2026-0002", "7kq2mf", "x4fn2p", "h3x0pd"});
  CHECK(log.entries[0].record.by == "ana");
  CHECK(log.entries[2].client == "");
  CHECK(log.writers == std::set<std::string>{"ana", "janis"});

  request.since = {2026, 3, 6};
  CHECK(ids_of(actions::read_log(ledger, request)) == Ids{"x4fn2p", "h3x0pd"});
  request.until = {2026, 3, 6};
  CHECK(ids_of(actions::read_log(ledger, request)) == Ids{"x4fn2p"});
}

TEST_CASE("one worker's entries; whoever else wrote is known all the same") {
  const LedgerDirectory at;
  write_two(at);
  const store::Ledger ledger(at.path());
  actions::LogRequest request{{"2026-0001"}};
  request.writer = "janis";
  const auto log = actions::read_log(ledger, request);
  CHECK(ids_of(log) == Ids{"h3x0pd"});
  CHECK(log.writers.contains("ana"));
}

TEST_CASE("what was struck is in the log, and no longer stands; a file that cannot be read is told") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001", remark("7kq2mf", "ana", "2026-03-05T09:00:00+02:00") + R"(
[[void]]
id = "h3x0pd"
entry = "7kq2mf"
reason = "a mistake"
by = "ana"
recorded = 2026-03-06T09:00:00+02:00
)"));
  at.write("cases/2026/2026-0002.toml", "format = \n");
  const store::Ledger ledger(at.path());
  const auto log = actions::read_log(ledger, {ledger.case_ids()});
  REQUIRE(ids_of(log) == Ids{"opening of 2026-0001", "7kq2mf", "h3x0pd"});
  CHECK(log.entries[0].stands);
  CHECK(!log.entries[1].stands);
  CHECK(log.entries[2].stands);
  CHECK(!log.read.errors.empty());
}

TEST_CASE("a redacted log leaves out what a redacted case does; names are shown where they are asked for") {
  const LedgerDirectory at;
  write_two(at);
  const store::Ledger ledger(at.path());
  People people;
  people.known["K-0117"].name = "Zinta Kalniņa";
  actions::LogRequest request{{"2026-0001"}};
  request.names = &people;
  CHECK(actions::read_log(ledger, request).entries[0].client == people.shown("K-0117"));

  actions::LogRequest redacted{{"2026-0001"}};
  redacted.copies.emplace(ledger.office(), people);
  const auto log = actions::read_log(ledger, redacted);
  CHECK(ids_of(log) == Ids{"opening of 2026-0001"});  // remarks are the workers' own
  CHECK(log.entries[0].record.by == rules::in_place_of_a_name);
  CHECK(log.writers.contains("janis"));
}
