#include "rules/standing.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "model/text.h"

namespace psp::rules {
namespace {

template <class T>
void collect(const History& history, std::vector<const Record*>& turns) {
  for (const auto& e : history.all<T>()) turns.push_back(e.record);
}

}  // namespace

std::vector<const Record*> turns_of(const History& history) {
  std::vector<const Record*> turns;
  collect<Closure>(history, turns);
  collect<Suspension>(history, turns);
  collect<Resumption>(history, turns);
  collect<Reopening>(history, turns);
  collect<Transfer>(history, turns);
  std::stable_sort(turns.begin(), turns.end(), [](const Record* a, const Record* b) {
    const auto earlier = own_date(*a), later = own_date(*b);
    return earlier != later ? earlier < later : a->line < b->line;
  });
  return turns;
}

Intake intake_after(const Intake& before, const Reopening& reopening) {
  Intake intake = before;
  const auto& own = reopening.intake;
  intake.eligibility.reset();
  if (own.route && own.route != before.route) {
    intake.accepted.reset();
    intake.informed.reset();
  }
  Message fits;
  for (const auto& [row, value] : set_fields(own)) put_field(intake, row.name, value, fits);
  return intake;
}

Course course_of(const History& history) {
  const auto& header = history.of().header;
  Course course{};
  course.episode_from = header.opened.value_or(Date{1, 1, 1});
  course.intake = history.of().intake;
  course.assignments = {{course.episode_from, header.worker, course.intake.field, nullptr}};
  course.manager = header.manager;
  for (const auto* r : turns_of(history)) {
    if (const auto* closure = r->as<Closure>()) {
      course.closure = {r, closure};
    } else if (const auto* suspension = r->as<Suspension>()) {
      course.suspension = {r, suspension};
    } else if (const auto* resumption = r->as<Resumption>()) {
      if (!course.suspension) continue;
      course.suspension.reset();
      course.resumption = {r, resumption};
    } else if (const auto* reopening = r->as<Reopening>()) {
      course.closure.reset();
      course.suspension.reset();
      course.episode_from = *reopening->date;
      course.reopening = {r, reopening};
      course.intake = intake_after(course.intake, *reopening);
      course.assignments.push_back({*reopening->date, course.assignments.back().worker, course.intake.field, r});
    } else if (const auto* transfer = r->as<Transfer>()) {
      if (!transfer->worker.empty())
        course.assignments.push_back({*transfer->date, transfer->worker, course.intake.field, r});
      if (!transfer->manager.empty()) course.manager = transfer->manager;
    }
  }
  return course;
}

const std::string& worker_on(const Course& course, Date day) {
  const auto& all = course.assignments;
  const auto later = std::find_if(all.begin(), all.end(), [&](const auto& a) { return a.from > day; });
  return later == all.begin() ? all.front().worker : std::prev(later)->worker;
}

Standing::Standing(History h, const Service* s)
    : history(std::move(h)),
      service(s),
      settings(settings_on(s, history.day())),
      course(course_of(history)),
      all_sessions(appointments(history, service)) {
  const auto first = std::find_if(all_sessions.begin(), all_sessions.end(),
                                  [&](const SessionStanding& a) { return a.day() >= course.episode_from; });
  sessions = {first, all_sessions.end()};
  for (const auto& a : sessions)
    if (a.state == SessionState::held) held.push_back(&a);
  missed = missed_in_row(sessions, service);
  missed_skipping = missed_in_row(sessions, service, ExcusedEffect::skips).size();
  reviews = in_episode<Review>();
  std::stable_sort(reviews.begin(), reviews.end(),
                   [](const auto& a, const auto& b) { return *a.body->date < *b.body->date; });
  counted_review = last_counted_review(held, reviews, settings.review_after);
  for (const auto* a : held)
    if (!counted_review || a->day() > *counted_review) held_since_review.push_back(a);
  state_ = find_state();
}

std::optional<Date> last_counted_review(const std::vector<const SessionStanding*>& held,
                                        const std::vector<Counted<Review>>& reviews, std::int64_t review_after) {
  const auto held_until = [&](Date day) {
    return std::upper_bound(held.begin(), held.end(), day,
                            [](Date d, const SessionStanding* a) { return d < a->day(); });
  };
  std::optional<Date> last;
  for (const auto& review : reviews) {
    if (last && *review.body->date <= *last) continue;
    const auto by_then = held_until(*review.body->date) - (last ? held_until(*last) : held.begin());
    if (by_then >= review_after) last = review.body->date;
  }
  return last;
}

CaseState Standing::find_state() const {
  if (closed()) return course.closure->body->refused.value_or(false) ? CaseState::refused : CaseState::closed;
  if (course.suspension) return CaseState::suspended;
  const auto& required = settings.required;
  const bool papers = std::all_of(required.begin(), required.end(), [&](Paper p) { return has_paper(p); });
  return papers || !held.empty() ? CaseState::active : CaseState::intake;
}

std::size_t Standing::count(SessionState state) const {
  return static_cast<std::size_t>(
      std::count_if(sessions.begin(), sessions.end(), [&](const SessionStanding& a) { return a.state == state; }));
}

const SessionStanding* Standing::next_planned() const {
  for (const auto& a : sessions)
    if (a.state == SessionState::planned) return &a;
  return nullptr;
}

const SessionStanding* Standing::last_held() const { return held.empty() ? nullptr : held.back(); }

std::vector<Counted<Referral>> Standing::unanswered_referrals() const {
  std::set<const Record*> answered;
  for (const auto& response : history.all<Response>()) answered.insert(history.resolve(response.body->referral.id));
  auto referrals = in_episode<Referral>();
  std::erase_if(referrals,
                [&](const auto& r) { return r.body->direction != Direction::out || answered.contains(r.record); });
  return referrals;
}

std::vector<Counted<Task>> Standing::open_tasks() const {
  std::set<const Record*> ended;
  for (const auto& completion : history.all<Completion>()) ended.insert(history.resolve(completion.body->task.id));
  auto tasks = history.all<Task>();
  std::erase_if(tasks, [&](const auto& t) { return ended.contains(t.record); });
  std::stable_sort(tasks.begin(), tasks.end(),
                   [](const auto& a, const auto& b) { return *a.body->due < *b.body->due; });
  return tasks;
}

namespace {

template <class E>
std::vector<std::string_view> uncovered(const std::vector<const SessionStanding*>& held, const std::vector<E>& wanted,
                                        std::vector<E> Attendance::*list) {
  std::vector<std::string_view> missing;
  for (const E e : wanted) missing.push_back(word(e));
  for (const auto* a : held)
    for (const E covered : a->attendance->*list) std::erase(missing, word(covered));
  return missing;
}

}  // namespace

std::vector<std::string_view> Standing::uncovered_parts() const {
  return uncovered(held, settings.parts, &Attendance::parts);
}
std::vector<std::string_view> Standing::uncovered_contents() const {
  return uncovered(held, settings.contents, &Attendance::contents);
}

bool Standing::has_paper(Paper paper) const {
  // The application and the referral are given once, a consent for each episode.
  if (paper == Paper::referral) {
    const auto referrals = history.all<Referral>();
    return std::any_of(referrals.begin(), referrals.end(),
                       [](const auto& r) { return r.body->direction == Direction::in && !blank(r.body->situation); });
  }
  const auto documents = paper == Paper::consent ? in_episode<Document>() : history.all<Document>();
  return std::any_of(documents.begin(), documents.end(),
                     [&](const auto& d) { return word(*d.body->kind) == word(paper); });
}

}  // namespace psp::rules
