#include "rules/terms.h"

#include <algorithm>

namespace psp::rules {
namespace {

void sort_by_start(std::vector<Term>& terms) {
  std::stable_sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.from < b.from; });
}

}  // namespace

std::optional<Term> session_term(const Standing& s) {
  const auto days = s.settings.stale_after_days;
  if (days == 0 || s.state() != CaseState::active || s.next_planned()) return {};
  Term term{s.course.episode_from, days, s.course.reopening ? s.course.reopening->record : nullptr};
  const auto later = [&](const Record* r) {
    if (*own_date(*r) < term.from || (*own_date(*r) == term.from && term.record)) return;
    term.from = *own_date(*r);
    term.record = r;
  };
  if (s.course.resumption) later(s.course.resumption->record);
  if (const auto* held = s.last_held()) later(held->session.record);
  return term;
}

std::vector<Term> answer_terms(const Standing& s) {
  const auto days = s.settings.answer_after_days;
  std::vector<Term> terms;
  if (days == 0) return terms;
  for (const auto& r : s.unanswered_referrals()) terms.push_back({*r.body->date, days, r.record});
  sort_by_start(terms);
  return terms;
}

std::vector<Entry<Review>> untold_reviews(const Standing& s) {
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

std::vector<Term> inform_terms(const Standing& s) {
  const auto days = s.settings.inform_after_days;
  std::vector<Term> terms;
  if (days == 0) return terms;
  for (const auto& review : untold_reviews(s)) terms.push_back({*review.body->date, days, review.record});
  return terms;
}

std::optional<Term> agreement_term(const Standing& s) {
  const auto days = s.settings.agreement_after_days;
  const auto* last = s.last_held();
  if (days == 0 || s.closed() || !last || s.next_planned()) return {};
  for (const auto& a : s.history.all<Agreement>())
    if (*a.body->date >= last->day()) return {};
  return Term{last->day(), days, last->session.record};
}

std::optional<Date> kept_until(const Standing& s) {
  const auto years = s.settings.retention_years;
  if (!s.closed() || years == 0) return {};
  return plus_years(*s.course.closure->body->date, static_cast<int>(years));
}

}  // namespace psp::rules
