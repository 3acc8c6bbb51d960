#include "rules/standing.h"

#include <algorithm>
#include <functional>

namespace psp::rules {
namespace {

/// Something that changes the course of a case on a day.
struct Turn {
  Date date;
  int line;
  std::function<void(Course&)> take;
};

template <class T>
void collect(const History& history, std::vector<Turn>& turns, void (*take)(Course&, const Entry<T>&)) {
  for (const auto& e : history.all<T>())
    turns.push_back({*e.body->date, e.record->line, [e, take](Course& course) { take(course, e); }});
}

}  // namespace

Course course_of(const History& history) {
  const auto& header = history.of().header;
  Course course;
  course.episode_from = header.opened.value_or(Date{1, 1, 1});
  course.workers = {{course.episode_from, header.worker, nullptr}};
  course.manager = header.manager;

  std::vector<Turn> turns;
  collect<Closure>(history, turns, [](Course& c, const Entry<Closure>& e) { c.closure = e; });
  collect<Suspension>(history, turns, [](Course& c, const Entry<Suspension>& e) { c.suspension = e; });
  collect<Resumption>(history, turns, [](Course& c, const Entry<Resumption>& e) {
    c.suspension.reset();
    c.resumption = e;
  });
  collect<Reopening>(history, turns, [](Course& c, const Entry<Reopening>& e) {
    c.closure.reset();
    c.suspension.reset();
    c.episode_from = *e.body->date;
    c.reopening = e;
  });
  collect<Transfer>(history, turns, [](Course& c, const Entry<Transfer>& e) {
    if (!e.body->worker.empty()) c.workers.push_back({*e.body->date, e.body->worker, e.record});
    if (!e.body->manager.empty()) c.manager = e.body->manager;
  });
  std::stable_sort(turns.begin(), turns.end(),
                   [](const Turn& a, const Turn& b) { return a.date != b.date ? a.date < b.date : a.line < b.line; });
  for (const auto& turn : turns) turn.take(course);
  return course;
}

Standing::Standing(const Case& c, const Service* s, AsOf as_of)
    : history(c, as_of), service(s), settings(settings_on(s, as_of.day)), course(course_of(history)) {
  sessions = appointments(history, service);
  std::erase_if(sessions, [&](const Appointment& a) { return a.day() < course.episode_from; });
  for (const auto& a : sessions)
    if (a.state == State::held) held.push_back(&a);
  missed = missed_in_row(sessions, service);
  missed_skipping = missed_in_row(sessions, service, ExcusedEffect::skips).size();
  reviews = in_episode<Review>();
  std::stable_sort(reviews.begin(), reviews.end(),
                   [](const auto& a, const auto& b) { return *a.body->date < *b.body->date; });
  counted_review = last_counted_review(held, reviews, settings.review_after);
  for (const auto* a : held)
    if (!counted_review || a->day() > *counted_review) held_since_review.push_back(a);
}

std::optional<Date> last_counted_review(const std::vector<const Appointment*>& held,
                                        const std::vector<Entry<Review>>& reviews, std::int64_t review_after) {
  std::optional<Date> last;
  for (const auto& review : reviews) {
    const auto by_then = std::count_if(held.begin(), held.end(), [&](const Appointment* a) {
      return (!last || a->day() > *last) && a->day() <= *review.body->date;
    });
    if (by_then >= review_after) last = review.body->date;
  }
  return last;
}

CaseState Standing::state() const {
  if (closed()) return course.closure->body->refused.value_or(false) ? CaseState::refused : CaseState::closed;
  if (course.suspension) return CaseState::suspended;
  const auto& required = settings.required;
  const bool papers = std::all_of(required.begin(), required.end(), [&](Paper p) { return has_paper(p); });
  return papers || !held.empty() ? CaseState::active : CaseState::intake;
}

std::size_t Standing::count(State state) const {
  return static_cast<std::size_t>(
      std::count_if(sessions.begin(), sessions.end(), [&](const Appointment& a) { return a.state == state; }));
}

const Appointment* Standing::next_planned() const {
  for (const auto& a : sessions)
    if (a.state == State::planned) return &a;
  return nullptr;
}

const Appointment* Standing::last_held() const { return held.empty() ? nullptr : held.back(); }

std::vector<Entry<Referral>> Standing::unanswered_referrals() const {
  const auto responses = history.all<Response>();
  auto referrals = in_episode<Referral>();
  std::erase_if(referrals, [&](const auto& r) {
    return r.body->direction != Direction::out || std::any_of(responses.begin(), responses.end(), [&](const auto& a) {
             return history.resolve(a.body->referral.id) == r.record;
           });
  });
  return referrals;
}

bool Standing::has_paper(Paper paper) const {
  if (paper == Paper::referral) {
    const auto referrals = history.all<Referral>();
    return std::any_of(referrals.begin(), referrals.end(),
                       [](const auto& r) { return r.body->direction == Direction::in && !blank(r.body->situation); });
  }
  const auto documents = history.all<Document>();
  return std::any_of(documents.begin(), documents.end(),
                     [&](const auto& d) { return word(*d.body->kind) == word(paper); });
}

}  // namespace psp::rules
