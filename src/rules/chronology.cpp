#include "rules/chronology.h"

#include <algorithm>

namespace psp::rules {

std::vector<Happening> chronology(const Case& c, const Service* service, const std::optional<KnownAt>& known_at) {
  const History history(c, {{9999, 12, 31}, known_at});
  const auto sessions = appointments(history, service);
  std::vector<Happening> all;
  for (const auto& r : c.records) {
    if (!known(r.recorded.value_or(Moment{}), known_at)) continue;
    Happening h{&r, r.recorded ? r.recorded->local.date : Date{}, std::nullopt, history.stands(r), nullptr, {}};
    const Record* dated = &r;
    if (const auto* a = r.as<Attendance>()) {
      const auto* session = history.resolve(a->session.id);
      if (!session) session = find_record(c, a->session.id);
      if (session) dated = session;
    }
    if (const auto day = own_date(*dated)) h.date = *day;
    if (const auto* session = dated->as<Session>()) h.time = session->at;
    if (!h.stands)
      if (const auto* now = history.resolve(r.id); now != &r) h.replaced_by = now;
    for (const auto& a : sessions)
      if (a.record == &r) h.state = a.state;
    all.push_back(h);
  }
  const auto written = [](const Happening& h) { return h.record->recorded ? instant(*h.record->recorded) : 0; };
  std::stable_sort(all.begin(), all.end(), [&](const Happening& a, const Happening& b) {
    return a.date != b.date ? a.date < b.date : written(a) < written(b);
  });
  return all;
}

}  // namespace psp::rules
