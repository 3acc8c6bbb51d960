#include "rules/chronology.h"

#include <algorithm>

namespace psp::rules {
namespace {

/// The session that gives an attendance its day; the record itself for all others.
const Record& dated_by(const Record& r, const History& history) {
  const auto* a = r.as<Attendance>();
  if (!a) return r;
  const auto* session = history.resolve(a->session.id);
  if (!session) session = find_record(history.of(), a->session.id);
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

/// The last attendance that stands of the session that this one tells of; null where that session does not stand.
const Record* last_attendance(const Record& r, const History& history) {
  const auto* session = history.resolve(r.as<Attendance>()->session.id);
  if (!session || !session->as<Session>()) return nullptr;
  const Record* last = nullptr;
  for (const auto& other : history.of().records)
    if (const auto* a = other.as<Attendance>())
      if (history.stands(other) && history.resolve(a->session.id) == session) last = &other;
  return last;
}

std::optional<State> state_of(const Record& attendance, const std::vector<Appointment>& sessions) {
  for (const auto& a : sessions)
    if (a.record == &attendance) return a.state;
  return std::nullopt;
}

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
  const auto sessions = appointments(history, service);
  std::vector<Happening> all;
  for (const auto& r : c.records) {
    if (!known(r.recorded.value_or(Moment{}), known_at)) continue;
    auto h = happening_of(r, dated_by(r, history));
    h.stands = stands_in_file(r, history);
    if (!h.stands) h.replaced_by = in_place_of(r, history);
    h.state = state_of(r, sessions);
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
  const auto sessions = appointments(history, service);
  std::vector<Happening> all;
  for (const auto& r : history.of().records) {
    if (!history.counts(r) || r.as<Void>()) continue;
    auto h = happening_of(r, dated_by(r, history));
    h.date = day_in_file(r, history);
    h.state = state_of(r, sessions);
    if (!r.as<Attendance>() || h.state) all.push_back(h);
  }
  sort_by_day(all);
  return all;
}

bool strikes(const Record& r, const History& history) {
  const auto* v = r.as<Void>();
  if (!v || !history.counts(r)) return false;
  const auto* struck = find_record(history.of(), v->entry.id);
  return !struck || day_in_file(*struck, history) <= history.day();
}

Corrections corrections(const History& history, const Service* service) {
  const auto sessions = appointments(history, service);
  Corrections found;
  for (const auto& r : history.of().records) {
    if (r.as<Void>() || !known(r.recorded.value_or(Moment{}), history.as_of().known_at) ||
        day_in_file(r, history) > history.day())
      continue;
    if (!history.stands(r)) {
      const bool replaced = history.resolve(r.id) != nullptr || history.displaced(r.id);
      ++(replaced ? found.corrected : found.struck);
    } else if (const auto* a = r.as<Attendance>(); a && !state_of(r, sessions)) {
      // Its session was struck, or a later attendance took its place.
      ++(history.resolve(a->session.id) ? found.corrected : found.struck);
    }
  }
  return found;
}

}  // namespace psp::rules
