#include "actions/refile.h"

#include "actions/undo.h"
#include "ledger.h"
#include "rules/history.h"

using namespace psp;
using namespace psp::tests;

namespace {

std::string entry(const std::string& kind, const std::string& id, const std::string& fields) {
  return "\n[[" + kind + "]]\nid = \"" + id + "\"\n" + fields +
         "\nby = \"ana\"\nrecorded = 2026-03-19T12:00:00+01:00\n";
}
const std::string held = entry("session", "sess11", "at = 2026-03-19T10:00:00\nminutes = 45") +
                         entry("attendance", "attd11", "session = \"sess11\"\noutcome = \"attended\"");

/// Two cases, the first with a session that was held and a remark.
struct TwoCases : LedgerDirectory {
  explicit TwoCases(const std::string& first = held, const std::string& second = {}) {
    write(first_case, case_text("2026-0001", first));
    write(second_case, case_text("2026-0002", second));
  }
};

}  // namespace

TEST_CASE("what goes to another case is struck here, and keeps what it says there, with new ids") {
  const TwoCases at;
  store::Ledger ledger(at.path());
  const auto written = actions::refile(occasion_at(ledger), {"2026-0001", {"attd11", "sess11"}, "2026-0002"});
  REQUIRE(written.cases.size() == 2);
  const auto& [struck, anew] = std::tie(written.cases[0].added, written.cases[1].added);
  REQUIRE(struck.size() == 2);
  CHECK(struck[0].as<Void>()->entry.id == "sess11");
  CHECK(struck[0].as<Void>()->reason == "refiled to 2026-0002");
  REQUIRE(anew.size() == 2);
  CHECK(anew[0].as<Session>()->minutes == 45);
  CHECK(anew[1].as<Attendance>()->session.id == anew[0].id);
  CHECK(anew[0].id != "sess11");
  CHECK(anew[0].by == "ana");
  CHECK_FALSE(anew[0].write.empty());
  CHECK(anew[0].write == struck[1].write);
  CHECK(anew[0].recorded->local.date == Date{2026, 3, 20});
}

TEST_CASE("a session that was corrected takes along the attendance that names it as it was") {
  const TwoCases at(held + entry("session", "sess22",
                                 "at = 2026-03-19T10:00:00\nminutes = 60\nreplaces = \"sess11\"\ncorrection = \"x\""));
  store::Ledger ledger(at.path());
  const auto written = actions::refile(occasion_at(ledger), {"2026-0001", {"sess22", "attd11"}, "2026-0002"});
  const auto& anew = written.cases.at(1).added;
  CHECK(anew.at(0).as<Session>()->minutes == 60);
  CHECK(anew.at(0).replaces.id.empty());
  CHECK(anew.at(1).as<Attendance>()->session.id == anew.at(0).id);
}

TEST_CASE("undo has the records stand again, which refer to one another as before") {
  const TwoCases at;
  store::Ledger ledger(at.path());
  actions::refile(occasion_at(ledger), {"2026-0001", {"sess11", "attd11"}, "2026-0002"});
  const auto on = occasion_at(ledger, {{2026, 3, 20}, 12, 5, 0});
  const auto last = actions::last_write(on, "");
  CHECK(last.command == "refile");
  CHECK(last.cases.size() == 2);
  actions::undo(on, last);
  const auto one = ledger.read_case("2026-0001").value, other = ledger.read_case("2026-0002").value;
  const auto history = rules::whole_history(one);
  CHECK(history.all<Attendance>().size() == 1);
  CHECK(history.about(*history.all<Attendance>().at(0).record) == history.resolve("sess11"));
  CHECK(rules::whole_history(other).all<Session>().empty());
  // What comes next is what was written before, and no refiling.
  const auto next = actions::last_write(occasion_at(ledger, {{2026, 3, 20}, 12, 6, 0}), "");
  CHECK(next.command == "session");
}

TEST_CASE("what belongs together goes together") {
  const TwoCases at;
  store::Ledger ledger(at.path());
  const auto before = at.text(first_case) + at.text(second_case);
  const auto parted = [&](const std::string& id) {
    try {
      actions::refile(occasion_at(ledger), {"2026-0001", {id}, "2026-0002"});
    } catch (const Failure& failure) {
      return told(failure.details.back());
    }
    return std::string();
  };
  CHECK(parted("sess11") == "psp refile 2026-0001 sess11 attd11 2026-0002 takes all of them");
  CHECK(parted("attd11") == parted("sess11"));
  CHECK(at.text(first_case) + at.text(second_case) == before);
}

TEST_CASE("what the other case does not take is refused, and nothing is written") {
  const TwoCases at(held + entry("transfer", "trsf11", "date = 2026-03-19\nworker = \"janis\""),
                    entry("session", "sess33", "at = 2026-03-19T10:00:00"));
  store::Ledger ledger(at.path());
  const auto before = at.text(first_case) + at.text(second_case);
  const auto refused = [&](std::vector<std::string> ids, const std::string& to = "2026-0002") {
    return refusal([&] { actions::refile(occasion_at(ledger), {"2026-0001", std::move(ids), to}); });
  };
  CHECK(refused({"sess11", "attd11"}).find("2026-0002 does not take") != std::string::npos);
  CHECK(refused({"trsf11"}).starts_with("transfer trsf11 turns the course of its case"));
  CHECK(refused({"sess11", "attd11"}, "2026-0001").starts_with("2026-0001 is the case in which they stand"));
  CHECK(at.text(first_case) + at.text(second_case) == before);
}
