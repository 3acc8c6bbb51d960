#include "report/handover.h"

#include <algorithm>

namespace psp::report {
namespace {

/// Returns the last record of a kind in the episode, by date, then place; nothing if there is none.
template <class T>
std::optional<Record> last_of(const rules::Standing& s) {
  const Record* last = nullptr;
  for (const auto& e : s.in_episode<T>())
    if (!last || *own_date(*last) <= *e.body->date) last = e.record;
  return last ? std::optional(*last) : std::nullopt;
}

/// Returns today; for a case that is opened ahead, its first day.
rules::AsOf seen_from(const Case& c, const HandoverQuestion& q) { return {std::max(q.today, *c.header.opened)}; }

}  // namespace

Message goes_later(const std::string& case_id, const rules::Course::Assignment& later) {
  return msg("{} goes to {} on {} by the transfer {}, which is later: strike that one first with psp void", case_id,
             later.worker, later.from, later.record->id);
}

Verdict verdict_on(const Case& c, const Office& office, const HandoverQuestion& q) {
  const rules::Standing now(c, office.find_service(c.header.service), {std::max(q.on, q.today)});
  if (!now.history.there() || now.closed() || (!q.service.empty() && q.service != c.header.service)) return {};

  Verdict verdict;
  verdict.managed = now.course.manager == q.from;
  const auto course = rules::course_of(rules::whole_history(c));
  const rules::Course::Assignment *on_the_day = nullptr, *later = nullptr;
  for (const auto& assignment : course.assignments) {
    if (assignment.from <= q.on) on_the_day = &assignment;
    else if (!later && assignment.record && assignment.record->as<Transfer>()) later = &assignment;
  }
  verdict.goes = on_the_day && on_the_day->worker == q.from;
  const auto& last = course.assignments.back();
  const rules::Standing then(c, now.service, {q.on});
  if (verdict.goes && then.closed() && *then.course.closure->body->date < q.on) {
    verdict.goes = false;
    verdict.stays =
        msg("{} was closed on {}, and takes no transfer of that day: it stays with {}", c.header.id, q.on, q.from);
  }
  if (verdict.goes && later) verdict.refusal = goes_later(c.header.id, *later);
  else if (!verdict.goes && !verdict.stays && last.worker == q.from && last.from > q.on)
    verdict.stays = msg("{} is in the hands of {} only from {} on: it stays there", c.header.id, q.from, last.from);
  return verdict;
}

namespace {

/// Returns the record that this one corrects, through any number of steps; itself if it corrects none.
const Record& first_version(const rules::History& history, const Record& r) {
  const auto* first = &r;
  for (std::size_t steps = 0; steps < history.of().records.size(); ++steps) {
    const auto* before = history.find(first->replaces.id);
    if (!before) break;
    first = before;
  }
  return *first;
}

/// Decides whether a case goes back from `q.from`, to whom it was given, to `q.to`.
Verdict verdict_on_return(const Case& c, const Office& office, const HandoverQuestion& q) {
  if (!q.service.empty() && q.service != c.header.service) return {};
  const rules::Standing now(c, office.find_service(c.header.service), {std::max(q.on, q.today)});
  const auto& id = c.header.id;
  if (now.closed()) return {false, {}, msg("{} is closed since {}", id, *now.course.closure->body->date), false};
  auto verdict = verdict_on(c, office, q);
  verdict.managed = false;
  if (verdict.refusal) return {false, {}, std::move(verdict.refusal), false};
  if (verdict.goes || verdict.stays) return verdict;
  const rules::Standing then(c, now.service, {q.on});
  verdict.stays = then.worker() == q.to ? msg("{} is in the hands of {} already", id, q.to)
                                        : msg("{} went on into the hands of {}", id, then.worker());
  return verdict;
}

}  // namespace

std::vector<GivenAway> given_away(const Case& c, const Office& office, const HandoverQuestion& question) {
  std::vector<GivenAway> all;
  const auto history = rules::whole_history(c);
  if (history.struck_whole()) return all;
  const auto write_of = [](const Record& r) { return rules::Write{r.by, *r.recorded, r.write}; };
  const auto course = rules::course_of(history);
  for (std::size_t i = 1; i < course.assignments.size(); ++i) {
    const auto& to = course.assignments[i];
    const auto* transfer = to.record->as<Transfer>();
    if (!transfer || !transfer->manager.empty() || to.worker == question.to) continue;
    if (course.assignments[i - 1].worker != question.to) continue;
    const auto& first = first_version(history, *to.record);
    const auto write = write_of(first);
    const bool alone = std::none_of(c.records.begin(), c.records.end(),
                                    [&](const Record& r) { return &r != &first && write_of(r) == write; });
    auto q = question;
    q.from = to.worker;
    all.push_back({write, alone, to.worker, verdict_on_return(c, office, q)});
  }
  return all;
}

OpenCase open_case(const Case& c, const Office& office, const HandoverQuestion& q, bool written) {
  const auto as_of = seen_from(c, q);
  const rules::Standing s(c, office.find_service(c.header.service), as_of);
  OpenCase open{*rules::case_status(c, office, as_of),
                {},
                {},
                {},
                {},
                last_of<Plan>(s),
                last_of<Review>(s),
                last_of<Agreement>(s)};
  if (written) open.transfer = c.records.back();
  for (const auto& a : s.sessions)
    if (a.state == rules::SessionState::planned) open.planned.push_back(*a.session.record);
  for (const auto& t : s.open_tasks()) open.tasks.push_back(*t.record);
  for (const auto& r : s.unanswered_referrals()) open.unanswered.push_back(*r.record);
  return open;
}

OpenCase redacted(OpenCase open, const Case& c, const HandoverQuestion& q, const rules::Redaction& redaction) {
  const auto copy = redaction.of(rules::History(c, seen_from(c, q)));
  open.status = rules::redacted(std::move(open.status), copy.names);
  /// Replaces the record by its redacted copy; returns false if there is none.
  const auto redact = [&](Record& record) {
    const auto* r = find_record(copy.file, record.id);
    if (r) record = *r;
    return r != nullptr;
  };
  for (auto* records : {&open.planned, &open.tasks, &open.unanswered})
    std::erase_if(*records, [&](Record& r) { return !redact(r); });
  for (auto* r : {&open.plan, &open.review, &open.agreement, &open.transfer})
    if (*r && !redact(**r)) r->reset();
  return open;
}

}  // namespace psp::report
