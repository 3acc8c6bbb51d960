#include "actions/session.h"

#include "ledger.h"

using namespace psp;
using namespace psp::tests;

namespace {

Record session_at(LocalTime at) {
  Session session;
  session.at = at;
  session.minutes = 50;
  return record_of(session);
}

Record attendance_of(Outcome outcome) {
  Attendance attendance;
  attendance.outcome = outcome;
  return record_of(attendance);
}

}  // namespace

TEST_CASE("a session held now is recorded with its attendance, in one write") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto done = actions::record_session(occasion_at(ledger), {"2026-0001", session_at({{2026, 3, 20}, 12, 0, 0}),
                                                                  attendance_of(Outcome::attended), true});
  REQUIRE(done.in.added.size() == 2);
  CHECK(done.in.added[1].as<Attendance>()->session.id == done.in.added[0].id);
  CHECK(done.in.added[0].recorded == done.in.added[1].recorded);
}

TEST_CASE("where an appointment of today waits for its attendance, a talk now is that one") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  actions::record_session(occasion_at(ledger, {{2026, 3, 19}, 9, 0, 0}),
                          {"2026-0001", session_at({{2026, 3, 20}, 10, 0, 0})});
  const auto before = at.text(first_case);
  const actions::SessionRequest second{"2026-0001", session_at({{2026, 3, 20}, 12, 0, 0}),
                                       attendance_of(Outcome::attended), true};
  CHECK(refusal([&] {
          actions::record_session(occasion_at(ledger), second);
        }).starts_with("today's session at 2026-03-20 10:00"));
  CHECK(at.text(first_case) == before);
}

TEST_CASE("an appointment that is moved leaves another one, as long as it") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  const auto planned = actions::record_session(on, {"2026-0001", session_at({{2026, 3, 25}, 10, 0, 0})}).in.added[0].id;
  const auto meant = actions::session_meant(on, "2026-0001", Outcome::rescheduled, "");
  CHECK(meant.id == planned);
  const auto done = actions::record_attendance(
      on, {"2026-0001", meant, attendance_of(Outcome::rescheduled), LocalTime{{2026, 3, 27}, 11, 0, 0}});
  const auto instead = last_of<Session>(ledger, "2026-0001");
  CHECK(instead.as<Session>()->minutes == 50);
  const auto attendance = last_of<Attendance>(ledger, "2026-0001");
  CHECK(attendance.as<Attendance>()->session.id == planned);
  CHECK(attendance.as<Attendance>()->moved_to.id == instead.id);
}
