#include "actions/absent.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "actions/session.h"

namespace psp::actions {
namespace {

using report::AbsenceWay;

AbsenceLook look(const Occasion& on, const AbsenceRequest& request) {
  const auto& office = on.ledger.office();
  const auto& ids = on.ledger.case_ids();
  const auto& q = request.question;
  AbsenceLook found{{}, {}, {}, {}, {}, MomentOfWrite(on)};
  for (const auto& [key, worker] : office.workers) found.workers.insert(key);
  std::vector<report::CaseOfAbsence> all(ids.size());
  std::mutex one_at_a_time;
  found.read = read_cases(on.ledger, ids, [&](std::size_t i, const rules::History& whole) {
    all[i] = report::case_of_absence(whole.of(), office, q);
    const std::lock_guard lock(one_at_a_time);
    found.moment.keep_clear_of(whole.of());
    for (const auto& hands : all[i].hands) found.workers.insert(hands.worker);
  });
  found.sessions = report::absent_sessions(all, q);
  if (q.way == AbsenceWay::move) report::move_sessions(found.sessions, all, request.day_instead);
  if (q.way == AbsenceWay::give) {
    const auto going = found.cases();
    for (auto& c : all)
      if (c.refusal && !c.closed && std::binary_search(going.begin(), going.end(), c.id))
        found.refusals.push_back(std::move(*c.refusal));
  }
  found.doubts = report::doubts_about_absence(found.sessions, all, q, office);
  return found;
}

void refuse(const AbsenceRequest& request, const AbsenceLook& found) {
  request.refuse_names(found.workers);
  if (!found.refusals.empty())
    throw Failure{Exit::usage,
                  msg("nothing was written, for not all of these cases can be given to {}:", request.question.given_to),
                  {},
                  found.refusals};
}

/// Puts what becomes of the sessions into the batch of their case. A session that goes to the time of another one waits
/// for that to be moved first.
void settle_sessions(Batch& batch, const AbsenceRequest& request, std::vector<report::AbsentSession> sessions) {
  const auto waits = [](const auto& a, const auto& b) { return a.was.at > b.was.at; };
  const auto& q = request.question;
  if (q.way == AbsenceWay::move && request.day_instead(q.from) > q.from)
    std::stable_sort(sessions.begin(), sessions.end(), waits);
  for (const auto& s : sessions) {
    Attendance body;
    body.outcome = s.moved_to ? Outcome::rescheduled : Outcome::cancelled;
    if (!s.moved_to) body.cancelled_by = CancelledBy::provider;
    body.reason = request.reason;
    Record attendance;
    attendance.body = body;
    attendance.note = request.note;
    add_attendance(batch, *find_record(batch.of(), s.was.id), std::move(attendance), s.moved_to);
    batch.go_on();
  }
}

/// Puts the transfers to the other worker and back into the batch.
void give_for_the_days(Batch& batch, const AbsenceRequest& request) {
  const auto& q = request.question;
  const auto add = [&](Date date, const std::string& worker) {
    Transfer body;
    body.date = date;
    body.worker = worker;
    Record transfer;
    transfer.body = body;
    transfer.note = request.note;
    batch.add(std::move(transfer));
  };
  add(std::max(q.from, *batch.of().header.opened), q.given_to);
  add(q.to + 1, q.worker);
}

Fill fill_of(const AbsenceRequest& request, const std::vector<report::AbsentSession>& all) {
  std::map<std::string, std::vector<report::AbsentSession>> by_case;
  for (const auto& s : all) by_case[s.was.case_id].push_back(s);
  return [&request, by_case = std::move(by_case)](Batch& batch) {
    const auto& sessions = by_case.at(batch.of().header.id);
    const bool stays = sessions.front().closed.has_value();  // a closed case goes to nobody
    if (request.question.way == AbsenceWay::give && !stays) give_for_the_days(batch, request);
    else settle_sessions(batch, request, sessions);
  };
}

}  // namespace

std::vector<std::string> AbsenceLook::cases() const {
  std::set<std::string> ids;
  for (const auto& s : sessions) ids.insert(s.was.case_id);
  return {ids.begin(), ids.end()};
}

AbsenceLook look_at_absence(const Occasion& on, const AbsenceRequest& request) {
  auto found = look(on, request);
  refuse(request, found);
  return found;
}

AbsenceLook look_to_be_absent(const Occasion& on, const AbsenceRequest& request) {
  auto found = look(on, request);
  if (auto errors = unread(found.read); !errors.empty())
    throw Failure{
        Exit::data,
        msg("nothing was written: whose sessions it has cannot be told of a file that cannot be read; mend it first"),
        std::move(errors)};
  refuse(request, found);
  return found;
}

void refuse_absence(const Occasion& on, const AbsenceRequest& request, const AbsenceLook& found) {
  drafted_all(on, found.cases(), fill_of(request, found.sessions));
}

WrittenAll be_absent(const Occasion& on, const AbsenceRequest& request, const AbsenceLook& agreed) {
  const auto plan = [&] {
    const auto found = look_to_be_absent(on, request);
    if (found.sessions != agreed.sessions)
      throw Failure{Exit::usage, msg("nothing was written: meanwhile {} has other sessions in these days; try again",
                                     request.question.worker)};
    return WriteToSeveral{found.cases(), found.moment.moment()};
  };
  return record_all(on, plan, fill_of(request, agreed.sessions));
}

}  // namespace psp::actions
