#include "rules/chronology.h"

#include <algorithm>
#include <unordered_map>

#include "rules/undo.h"

namespace psp::rules {
namespace {

/// Returns the session that gives an attendance its day; for any other record the record itself.
const Record& dated_by(const Record& r, const History& history) {
  const auto* a = r.as<Attendance>();
  if (!a) return r;
  const auto* session = history.resolve(a->session.id);
  if (!session) session = history.find(a->session.id);
  return session ? *session : r;
}

Happening happening_of(const Record& r, const Record& dated) {
  Happening h{&r, r.recorded ? r.recorded->local.date : Date{}, std::nullopt, true, nullptr, {}};
  if (const auto day = own_date(dated)) h.date = *day;
  if (const auto* session = dated.as<Session>()) h.time = session->at;
  if (const auto* contact = dated.as<Contact>()) h.time = contact->at;
  return h;
}

void sort_by_day(std::vector<Happening>& all) {
  const auto written = [](const Happening& h) { return h.record->recorded ? instant(*h.record->recorded) : 0; };
  std::stable_sort(all.begin(), all.end(), [&](const Happening& a, const Happening& b) {
    return a.date != b.date ? a.date < b.date : written(a) < written(b);
  });
}

/// Returns the last attendance of the session of this one that stands; null if the session does not stand.
const Record* last_attendance(const Record& r, const History& history) {
  const auto* session = history.resolve(r.as<Attendance>()->session.id);
  return session && session->as<Session>() ? history.last_attendance(*session) : nullptr;
}

/// Finds the state of a session by its attendance.
class States {
 public:
  States(const History& history, const Service* service) {
    for (const auto& a : appointments(history, service))
      if (a.record) by_attendance_.emplace(a.record, a.state);
  }

  /// Returns nothing for a record that is no attendance, or does not count.
  std::optional<SessionState> of(const Record& r) const {
    const auto it = by_attendance_.find(&r);
    return it == by_attendance_.end() ? std::nullopt : std::optional(it->second);
  }

 private:
  std::unordered_map<const Record*, SessionState> by_attendance_;
};

}  // namespace

bool stands_in_file(const Record& r, const History& history) {
  if (!history.stands(r)) return false;
  if (const auto* completion = r.as<Completion>()) {
    const auto* task = history.resolve(completion->task.id);
    return task && task->as<Task>();
  }
  return !r.as<Attendance>() || last_attendance(r, history) == &r;
}

const Record* in_place_of(const Record& r, const History& history) {
  const auto* now = history.resolve(r.id);
  if (now != &r) return now;
  return r.as<Attendance>() ? last_attendance(r, history) : nullptr;
}

std::vector<Happening> chronology(const Case& c, const Service* service, const std::optional<KnownAt>& known_at) {
  const auto history = whole_history(c, known_at);
  const States states(history, service);
  std::vector<Happening> all;
  for (const auto& r : c.records) {
    if (!known(r.recorded.value_or(Moment{}), known_at)) continue;
    auto h = happening_of(r, dated_by(r, history));
    h.stands = stands_in_file(r, history);
    if (!h.stands) h.replaced_by = in_place_of(r, history);
    h.state = states.of(r);
    all.push_back(h);
  }
  sort_by_day(all);
  return all;
}

Date day_in_file(const Record& r, const History& history) {
  const auto* dated = &dated_by(r, history);
  if (const auto* option = r.as<Option>())
    if (const auto* session = history.resolve(option->session.id); session && history.counts(*session)) dated = session;
  return happening_of(r, *dated).date;
}

std::vector<Happening> as_it_stands(const History& history, const Service* service) {
  const States states(history, service);
  std::vector<Happening> all;
  for (const auto& r : history.of().records) {
    if (!history.counts(r) || r.as<Void>()) continue;
    auto h = happening_of(r, dated_by(r, history));
    h.date = day_in_file(r, history);
    h.state = states.of(r);
    if (!r.as<Attendance>() || h.state) all.push_back(h);
  }
  sort_by_day(all);
  return all;
}

const Record* in_spite_of(const Record& r, const History& history) {
  const auto* strike = r.as<Void>();
  const auto* now = strike && history.stands(r) ? history.resolve(strike->entry.id) : nullptr;
  if (!now || now->id == strike->entry.id) return nullptr;
  const auto& records = history.of().records;
  const bool brought_back = std::any_of(records.begin(), records.end(), [&](const Record& other) {
    return other.replaces.id == strike->entry.id && other.correction == undo_reason;
  });
  return brought_back ? nullptr : now;
}

bool strikes(const Record& r, const History& history) {
  const auto* v = r.as<Void>();
  if (!v || !history.counts(r)) return false;
  const auto* struck = history.find(v->entry.id);
  return !struck || day_in_file(*struck, history) <= history.day();
}

Corrections corrections(const History& history, const Service* service) {
  const States states(history, service);
  Corrections found;
  for (const auto& r : history.of().records) {
    if (r.as<Void>() || !known(r.recorded.value_or(Moment{}), history.as_of().known_at) ||
        day_in_file(r, history) > history.day())
      continue;
    if (!history.stands(r)) {
      const bool replaced = history.resolve(r.id) != nullptr || history.displaced(r.id);
      ++(replaced ? found.corrected : found.struck);
    } else if (const auto* a = r.as<Attendance>(); a && !states.of(r)) {
      // Its session was struck, or a later attendance took its place.
      ++(history.resolve(a->session.id) ? found.corrected : found.struck);
    }
  }
  return found;
}

}  // namespace psp::rules
