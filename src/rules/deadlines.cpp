#include "rules/deadlines.h"

#include <algorithm>

namespace psp::rules {

std::optional<Deadline> session_deadline(const Standing& s) {
  const auto days = s.settings.stale_after_days;
  if (days == 0 || s.state() != CaseState::active || s.next_planned()) return {};
  Deadline deadline{s.course.episode_from, days, s.course.reopening ? s.course.reopening->record : nullptr};
  const auto later = [&](const Record* r) {
    if (*own_date(*r) < deadline.from || (*own_date(*r) == deadline.from && deadline.record)) return;
    deadline.from = *own_date(*r);
    deadline.record = r;
  };
  if (s.course.resumption) later(s.course.resumption->record);
  if (const auto* held = s.last_held()) later(held->session.record);
  return deadline;
}

std::vector<Deadline> answer_deadlines(const Standing& s) {
  const auto days = s.settings.answer_after_days;
  std::vector<Deadline> deadlines;
  if (days == 0) return deadlines;
  for (const auto& r : s.unanswered_referrals()) deadlines.push_back({*r.body->date, days, r.record});
  std::stable_sort(deadlines.begin(), deadlines.end(),
                   [](const Deadline& a, const Deadline& b) { return a.from < b.from; });
  return deadlines;
}

std::vector<Counted<Review>> untold_reviews(const Standing& s) {
  const auto notices = s.history.all<Notice>();
  auto untold = s.reviews;
  std::erase_if(untold, [&](const auto& review) {
    return std::any_of(notices.begin(), notices.end(), [&](const auto& n) {
      return n.body->to == Recipient::manager && s.history.resolve(n.body->about.id) == review.record &&
             *n.body->date >= *review.body->date;
    });
  });
  return untold;
}

std::vector<Deadline> inform_deadlines(const Standing& s) {
  const auto days = s.settings.inform_after_days;
  std::vector<Deadline> deadlines;
  if (days == 0) return deadlines;
  for (const auto& review : untold_reviews(s)) deadlines.push_back({*review.body->date, days, review.record});
  return deadlines;
}

std::optional<Deadline> agreement_deadline(const Standing& s) {
  const auto days = s.settings.agreement_after_days;
  const auto* last = s.last_held();
  if (days == 0 || s.closed() || !last || s.next_planned()) return {};
  for (const auto& a : s.history.all<Agreement>())
    if (*a.body->date >= last->day()) return {};
  return Deadline{last->day(), days, last->session.record};
}

std::optional<Date> kept_until(const Standing& s) {
  const auto years = s.settings.retention_years;
  if (!s.closed() || years == 0) return {};
  return plus_years(*s.course.closure->body->date, static_cast<int>(years));
}

}  // namespace psp::rules
