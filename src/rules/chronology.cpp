#include "rules/chronology.h"

#include <algorithm>
#include <tuple>

namespace psp::rules {

std::vector<Happening> chronology(const Case& c) {
  const History history(c, {{9999, 12, 31}, std::nullopt});
  std::vector<Happening> all;
  for (const auto& r : c.records) {
    Happening h{&r, r.recorded ? r.recorded->local.date : Date{}, std::nullopt, history.stands(r), nullptr};
    const Record* dated = &r;
    if (const auto* a = r.as<Attendance>())
      if (const auto* session = find_record(c, a->session.id)) dated = session;
    if (const auto day = own_date(*dated)) h.date = *day;
    if (const auto* session = dated->as<Session>()) h.time = session->at;
    if (!h.stands)
      if (const auto* now = history.resolve(r.id); now != &r) h.replaced_by = now;
    all.push_back(h);
  }
  std::stable_sort(all.begin(), all.end(), [](const Happening& a, const Happening& b) {
    return std::tie(a.date, a.time) < std::tie(b.date, b.time);
  });
  return all;
}

}  // namespace psp::rules
