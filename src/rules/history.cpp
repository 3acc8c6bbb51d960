#include "rules/history.h"

#include <algorithm>

namespace psp::rules {

std::string to_text(const KnownAt& at) {
  return at.offset ? psp::to_text(Moment{at.local, *at.offset}) : psp::to_text(at.local);
}

bool known(const Moment& recorded, const std::optional<KnownAt>& at) {
  if (!at) return true;
  if (!at->offset) return recorded.local <= at->local;
  return instant(recorded) <= instant({at->local, *at->offset});
}

History::History(const Case& c, AsOf as_of) : case_(&c), as_of_(as_of) {
  there_ =
      c.header.opened && *c.header.opened <= as_of.day && known(c.header.recorded.value_or(Moment{}), as_of.known_at);
  for (const auto& r : c.records) {
    if (!known(r.recorded.value_or(Moment{}), as_of.known_at)) continue;
    by_id_.emplace(r.id, &r);
    if (const auto* v = r.as<Void>()) {
      if (v->entry.id == "case") struck_whole_ = true;
      struck_.push_back(v->entry.id);
    }
    if (!r.replaces.id.empty()) {
      const auto [it, first] = replaced_by_.emplace(r.replaces.id, &r);
      if (!first) {
        superseded_.push_back(it->second->id);
        it->second = &r;
      }
      struck_.push_back(r.replaces.id);
    }
  }
  // What replaces a superseded record is superseded with it, or one record would count twice.
  for (std::size_t i = 0; i < superseded_.size() && i < c.records.size(); ++i)
    if (const auto it = replaced_by_.find(superseded_[i]); it != replaced_by_.end())
      superseded_.push_back(it->second->id);
  struck_.insert(struck_.end(), superseded_.begin(), superseded_.end());
  std::sort(struck_.begin(), struck_.end());
  if (struck_whole_) there_ = false;
}

bool History::stands(const Record& r) const {
  const auto it = by_id_.find(r.id);
  return it != by_id_.end() && it->second == &r && !std::binary_search(struck_.begin(), struck_.end(), r.id);
}

bool History::displaced(std::string_view id) const {
  for (std::size_t steps = 0; steps <= by_id_.size(); ++steps) {
    if (std::find(superseded_.begin(), superseded_.end(), id) != superseded_.end()) return true;
    const auto next = replaced_by_.find(id);
    if (next == replaced_by_.end()) return false;
    id = next->second->id;
  }
  return false;
}

const Record* History::resolve(std::string_view id) const {
  for (std::size_t steps = 0; steps <= by_id_.size(); ++steps) {
    const auto next = replaced_by_.find(id);
    if (next == replaced_by_.end()) {
      const auto it = by_id_.find(id);
      return it != by_id_.end() && stands(*it->second) ? it->second : nullptr;
    }
    id = next->second->id;
  }
  return nullptr;  // records that replace one another in a circle
}

std::optional<Date> History::counting_day(const Record& r) const {
  const auto written = r.recorded ? std::optional(r.recorded->local.date) : std::nullopt;
  if (const auto* option = r.as<Option>()) {
    const auto* session = meant<Session>(option->session);
    return session ? own_date(*session) : written;
  }
  if (const auto* attendance = r.as<Attendance>()) {
    const auto* session = meant<Session>(attendance->session);
    return session ? own_date(*session) : std::nullopt;
  }
  return own_date(r);
}

bool History::counts(const Record& r) const {
  if (!stands(r)) return false;
  const auto* attendance = r.as<Attendance>();
  if (attendance && !meant<Session>(attendance->session)) return false;
  if (const auto* completion = r.as<Completion>(); completion && !meant<Task>(completion->task)) return false;
  const auto day = counting_day(r);
  if (!day || *day <= as_of_.day) return true;
  // An appointment ahead, and its cancellation ahead, count from when they were written down.
  return (attendance || r.as<Session>()) && r.recorded && r.recorded->local.date <= as_of_.day;
}

History whole_history(const Case& c, const std::optional<KnownAt>& known_at) {
  constexpr Date last_day{9999, 12, 31};
  return {c, {last_day, known_at}};
}

}  // namespace psp::rules
