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
  const auto found = actions::sessions_meant(on, "2026-0001", Outcome::rescheduled, {}).sessions;
  REQUIRE(found.size() == 1);
  const auto& meant = found.front();
  CHECK(meant.id == planned);
  const auto done = actions::record_attendance(
      on, {"2026-0001", meant, attendance_of(Outcome::rescheduled), LocalTime{{2026, 3, 27}, 11, 0, 0}});
  const auto instead = last_of<Session>(ledger, "2026-0001");
  CHECK(instead.as<Session>()->minutes == 50);
  const auto attendance = last_of<Attendance>(ledger, "2026-0001");
  CHECK(attendance.as<Attendance>()->session.id == planned);
  CHECK(attendance.as<Attendance>()->moved_to.id == instead.id);
}

TEST_CASE("one of several sessions is meant by its day, or by its day and time") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  for (const int day : {9, 16, 25}) actions::record_session(on, {"2026-0001", session_at({{2026, 3, day}, 10, 0, 0})});
  const auto meant = [&](Outcome outcome, const actions::SessionNamed& named) {
    std::string days;
    for (const auto& s : actions::sessions_meant(on, "2026-0001", outcome, named).sessions)
      days += to_text(s.at.date) + " ";
    return days;
  };
  CHECK(meant(Outcome::attended, {}) == "2026-03-09 2026-03-16 ");
  CHECK(meant(Outcome::cancelled, {}) == "2026-03-09 2026-03-16 2026-03-25 ");
  CHECK(meant(Outcome::attended, {"mon", {{2026, 3, 16}, {2026, 3, 23}}}) == "2026-03-16 ");
  CHECK(meant(Outcome::attended, {"9.3. 10:00", {}, {{{2026, 3, 9}, 10, 0, 0}}}) == "2026-03-09 ");
  CHECK(meant(Outcome::attended, {last_of<Session>(ledger, "2026-0001").id}) == "2026-03-25 ");
  CHECK(refusal([&] {
          meant(Outcome::attended, {"tue", {{2026, 3, 17}, {2026, 3, 24}}});
        }) == "case 2026-0001 has no session on \"tue\"; psp show 2026-0001 lists them");
  CHECK(refusal([&] { meant(Outcome::attended, {"zzz"}); }) ==
        "case 2026-0001 has no session zzz; psp show 2026-0001 lists them");
}

TEST_CASE("a session that was not where it was planned is corrected with its attendance") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  actions::record_session(on, {"2026-0001", session_at({{2026, 3, 20}, 10, 0, 0})});
  const auto meant = actions::sessions_meant(on, "2026-0001", Outcome::attended, {}).sessions.front();
  actions::AttendanceRequest request{"2026-0001", meant, attendance_of(Outcome::attended), {}, Mode::phone, "by phone"};
  actions::record_attendance(on, request);
  const auto session = last_of<Session>(ledger, "2026-0001");
  CHECK(session.replaces.id == meant.id);
  CHECK(session.correction == "by phone");
  CHECK(session.as<Session>()->mode == Mode::phone);
  CHECK(session.as<Session>()->minutes == 50);
  CHECK(last_of<Attendance>(ledger, "2026-0001").as<Attendance>()->session.id == session.id);
}

TEST_CASE("a series of appointments is one write, and is refused as a whole") {
  const LedgerDirectory at;
  at.write(first_case, case_text("2026-0001"));
  store::Ledger ledger(at.path());
  const auto on = occasion_at(ledger);
  actions::SessionRequest request{"2026-0001", session_at({{2026, 3, 25}, 10, 0, 0})};
  request.series = {{{2026, 4, 1}, 10, 0, 0}, {{2026, 4, 8}, 10, 0, 0}};
  const auto added = actions::record_session(on, request).in.added;
  REQUIRE(added.size() == 3);
  CHECK(added[2].as<Session>()->at == LocalTime{{2026, 4, 8}, 10, 0, 0});
  CHECK(added[2].as<Session>()->minutes == 50);
  CHECK(added[2].recorded == added[0].recorded);

  Record closure;
  closure.body = Closure{Date{2026, 4, 10}, Ground::other, {}, "done", {}, "agreed"};
  closure.note = "agreed";
  actions::record(on, "2026-0001", [&](actions::Batch& batch) { batch.add(closure); });
  const auto before = at.text(first_case);
  request.session = session_at({{2026, 4, 9}, 9, 0, 0});
  request.series = {{{2026, 4, 16}, 9, 0, 0}};
  CHECK(refusal([&] { actions::record_session(on, request); }).find("is closed since 2026-04-10") != std::string::npos);
  CHECK(at.text(first_case) == before);
}
