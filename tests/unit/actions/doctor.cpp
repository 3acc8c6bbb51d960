#include "actions/doctor.h"

#include <algorithm>

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

report::HealthFinding finding_of(const actions::DoctorRequest& request, std::string_view name) {
  const auto all = actions::look_at_all(request);
  const auto it = std::find_if(all.begin(), all.end(), [&](const auto& f) { return f.name == name; });
  REQUIRE(it != all.end());
  return it->finding;
}

}  // namespace

TEST_CASE("doctor finds a case file that cannot be read, and a clock that is behind") {
  const LedgerDirectory at;
  at.write("cases/2026/2026-0001.toml", case_text("2026-0001"));
  at.write("cases/2026/2026-0002.toml", "format = \n");
  const store::Ledger ledger(at.path());
  actions::DoctorRequest request{at.path(), "psp", &ledger};
  request.worker = actions::AtWork{"ana", "--by", "ana"};
  request.now = {{{2026, 3, 1}, 12, 0, 0}, 120};

  const auto found = finding_of(request, "ledger");
  CHECK(found.health == report::Health::wrong);
  CHECK(told(found.what) == at.path().string() + ", Centre, 2 cases; 1 file cannot be read");
  CHECK(found.remedy == "psp check");
  CHECK(finding_of(request, "worker").health == report::Health::ok);
  CHECK(finding_of(request, "clock").health == report::Health::wrong);
}

TEST_CASE("doctor says why a ledger cannot be opened") {
  const LedgerDirectory at;
  actions::DoctorRequest request{at.path(), "psp"};
  request.why_not_opened = msg("it is shut");
  const auto found = finding_of(request, "ledger");
  CHECK(found.health == report::Health::wrong);
  CHECK(told(found.what) == at.path().string() + ": it is shut");
}
