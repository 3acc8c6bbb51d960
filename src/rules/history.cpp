#include "rules/history.h"

#include <algorithm>
#include <functional>

namespace psp::rules {

std::string to_text(const KnownAt& at) {
  return at.offset ? psp::to_text(Moment{at.local, *at.offset}) : psp::to_text(at.local);
}

bool known(const Moment& recorded, const std::optional<KnownAt>& at) {
  if (!at) return true;
  if (!at->offset) return recorded.local <= at->local;
  return instant(recorded) <= instant({at->local, *at->offset});
}

History::History(const Case& c, AsOf as_of) : case_(&c), as_of_(as_of), index_(c) {
  there_ =
      c.header.opened && *c.header.opened <= as_of.day && known(c.header.recorded.value_or(Moment{}), as_of.known_at);
  for (const auto& r : c.records) {
    if (!known(r.recorded.value_or(Moment{}), as_of.known_at)) continue;
    if (const auto* v = r.as<Void>()) {
      if (v->entry.id == "case") struck_whole_ = true;
      struck_.push_back(v->entry.id);
    }
    if (!r.replaces.id.empty()) {
      auto& replaced = replaced_[r.replaces.id];
      if (replaced.by) superseded_.push_back(replaced.by->id);
      replaced.by = &r;
      struck_.push_back(r.replaces.id);
    }
  }
  // What replaces a superseded record is superseded with it, or one record would count twice.
  for (std::size_t i = 0; i < superseded_.size() && i < c.records.size(); ++i)
    if (const auto it = replaced_.find(superseded_[i]); it != replaced_.end()) superseded_.push_back(it->second.by->id);
  struck_.insert(struck_.end(), superseded_.begin(), superseded_.end());
  std::sort(struck_.begin(), struck_.end());
  std::sort(superseded_.begin(), superseded_.end());
  for (const auto& r : c.records)
    stands_.push_back(find_known(r.id) == &r && !std::binary_search(struck_.begin(), struck_.end(), r.id));
  for (const auto& [id, replaced] : replaced_) follow(id);
  for (const auto& r : c.records)
    if (const auto* a = r.as<Attendance>(); a && stands(r)) last_attendance_[resolve(a->session.id)] = &r;
  if (struck_whole_) there_ = false;
}

/// Sets what became of a replaced record and of all on the way there. Each record is visited once, however long the
/// chain.
void History::follow(std::string_view id) {
  std::vector<std::pair<std::string_view, Replaced*>> way;
  auto at = replaced_.find(id);
  for (; at != replaced_.end() && !at->second.followed; at = replaced_.find(at->second.by->id)) {
    at->second.followed = true;
    way.emplace_back(at->first, &at->second);
    id = at->second.by->id;
  }
  const Record* now = nullptr;
  bool displaced = false;
  if (at == replaced_.end()) {
    const auto* last = find_known(id);
    now = last && stands(*last) ? last : nullptr;
    displaced = superseded(id);
  } else if (const auto circle =
                 std::find_if(way.begin(), way.end(), [&](const auto& step) { return step.second == &at->second; });
             circle != way.end()) {  // all records of a circle become the same
    displaced = std::any_of(circle, way.end(), [&](const auto& step) { return superseded(step.first); });
  } else {
    now = at->second.now;
    displaced = at->second.displaced;
  }
  for (auto step = way.rbegin(); step != way.rend(); ++step) {
    displaced = displaced || superseded(step->first);
    step->second->now = now;
    step->second->displaced = displaced;
  }
}

const Record* History::find_known(std::string_view id) const {
  for (const auto* r : index_.all(id))
    if (known(r->recorded.value_or(Moment{}), as_of_.known_at)) return r;
  return nullptr;
}

bool History::superseded(std::string_view id) const {
  return std::binary_search(superseded_.begin(), superseded_.end(), id);
}

bool History::stands(const Record& r) const {
  const auto& all = case_->records;
  const std::less<const Record*> before;
  if (all.empty() || before(&r, all.data()) || !before(&r, all.data() + all.size())) return false;
  return stands_[static_cast<std::size_t>(&r - all.data())];
}

bool History::displaced(std::string_view id) const {
  const auto it = replaced_.find(id);
  return it != replaced_.end() ? it->second.displaced : superseded(id);
}

const Record* History::resolve(std::string_view id) const {
  if (const auto it = replaced_.find(id); it != replaced_.end()) return it->second.now;
  const auto* r = find_known(id);
  return r && stands(*r) ? r : nullptr;
}

const Record* History::last_attendance(const Record& session) const {
  const auto it = last_attendance_.find(&session);
  return it == last_attendance_.end() ? nullptr : it->second;
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
  // An appointment ahead, and its cancellation, count from the day on which they were written down.
  return (attendance || r.as<Session>()) && r.recorded && r.recorded->local.date <= as_of_.day;
}

History whole_history(const Case& c, const std::optional<KnownAt>& known_at) {
  return {c, {last_date, known_at}};
}

}  // namespace psp::rules
