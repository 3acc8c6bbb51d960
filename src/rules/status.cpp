#include "rules/status.h"

#include <algorithm>

#include "model/person.h"
#include "rules/deadlines.h"

namespace psp::rules {

Evidence evidence_of(const Record& r) { return {r.id, r.kind().name, own_date(r), r.line}; }

std::optional<CaseStatus> case_status(const Case& c, const Office& office, AsOf as_of) {
  return case_status(History(c, as_of), office);
}

std::optional<CaseStatus> case_status(const History& history, const Office& office) {
  return case_status(Standing(history, office.find_service(history.of().header.service)), office);
}

std::optional<CaseStatus> case_status(const Standing& s, const Office& office) {
  if (!s.history.there()) return std::nullopt;

  const auto& c = s.history.of();
  CaseStatus status{};
  status.id = c.header.id;
  status.file = c.file;
  status.service = c.header.service;
  status.state = s.state();
  status.client = c.header.client;
  status.worker = s.worker();
  status.manager = s.course.manager;
  status.area = s.intake().area;
  status.field = s.intake().field;
  status.opened = *c.header.opened;
  if (s.closed()) status.closed = s.course.closure->body->date;
  status.episode_from = s.course.episode_from;
  for (std::size_t i = 0; i < state_count; ++i) status.sessions[i] = s.count(static_cast<SessionState>(i));
  for (const auto* a : s.held) {
    status.minutes += a->minutes().value_or(0);
    status.minutes_unknown += !a->minutes();
  }
  status.held_since_review = s.held_since_review.size();
  status.missed_in_row = s.missed.size();
  status.missed_in_row_skipping = s.missed_skipping;
  if (const auto* last = s.last_held()) status.last_held = last->day();
  if (const auto* next = s.next_planned()) status.next_session = next->session.body->at;
  if (!s.reviews.empty()) status.last_review = s.reviews.back().body->date;
  status.kept_until = kept_until(s);
  for (auto& raised : raised_flags(s, office)) {
    StatusFlag flag{raised.flag, raised.level, raised.since, {}, std::move(raised.message), std::move(raised.remedy)};
    for (const auto* r : raised.evidence) flag.evidence.push_back(evidence_of(*r));
    status.flags.push_back(std::move(flag));
  }
  return status;
}

bool narrow(CaseStatus& c, const StatusFilter& filter) {
  std::erase_if(c.flags, [&](const StatusFlag& f) {
    return (filter.level && f.level > *filter.level) || (!filter.code.empty() && f.flag->code != filter.code);
  });
  return (filter.worker.empty() || c.worker == filter.worker) &&
         (filter.service.empty() || c.service == filter.service) && (!filter.wants_flags() || !c.flags.empty());
}

bool lets_through(const ListFilter& filter, const CaseStatus& c) {
  const auto differs = [](const auto& wanted, const auto& value) { return wanted && *wanted != value; };
  return !(differs(filter.state, c.state) || differs(filter.worker, c.worker) || differs(filter.manager, c.manager) ||
           differs(filter.service, c.service) || differs(filter.area, c.area) || differs(filter.field, c.field) ||
           (!filter.clients.empty() && !filter.clients.contains(reference_key(c.client))) ||
           (filter.open && !is_open(c)) || (filter.closed && !c.closed));
}

Message not_there(const Case& c, AsOf as_of) {
  for (const auto& r : c.records)
    if (const auto* v = r.as<Void>(); v && v->entry.id == "case" && known(*r.recorded, as_of.known_at))
      return msg("case {} was struck as a mistake: {}", c.header.id, v->reason);
  if (*c.header.opened > as_of.day)
    return msg("case {} is not there as of {}: it was opened on {}", c.header.id, as_of.day, *c.header.opened);
  return msg("case {} was not yet written down then: that was on {}", c.header.id, c.header.recorded->local.date);
}

}  // namespace psp::rules
