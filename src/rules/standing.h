// Where a case stands on a day: its course, its current episode with sessions and reviews, its papers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/attendance.h"

namespace psp::rules {

enum class CaseState { intake, active, suspended, closed, refused };

}  // namespace psp::rules

namespace psp {
PSP_WORDS(rules::CaseState, "intake", "active", "suspended", "closed", "refused");
}  // namespace psp

namespace psp::rules {

/// Returns the records that turn the course of a case, its closures, reopenings, suspensions, resumptions and
/// transfers, by date, then place.
std::vector<const Record*> turns_of(const History&);

/// Returns the intake in force from a reopening on (S3.2): the fields that it gives replace those before, the rest
/// stays; but the eligibility is then unset, and so are `accepted` and `informed` if the reopening gives another route.
Intake intake_after(const Intake& before, const Reopening&);

/// What the turns of a case, in their order, have made of it.
struct Course {
  Date episode_from;                              ///< the case's opening or its last reopening
  std::optional<Counted<Closure>> closure;        ///< set while closed
  std::optional<Counted<Suspension>> suspension;  ///< set while suspended; a closed case can be suspended too
  std::optional<Counted<Reopening>> reopening;    ///< the last one
  std::optional<Counted<Resumption>> resumption;  ///< the last one that ended a suspension
  /// Says who had the case from a day on, and in which of the fields that have workers of their own (S8) it was.
  struct Assignment {
    Date from;
    std::string worker;
    std::optional<CareField> field;
    const Record* record;  ///< the transfer or the reopening; null for the opening
  };
  std::vector<Assignment> assignments;  ///< in order; never empty
  std::string manager;
  Intake intake;  ///< in force
};

Course course_of(const History&);

/// Returns the key of who has the case on a day, by the transfers ahead, too.
const std::string& worker_on(const Course&, Date);

/// A case as it stands on the day of its history. The case and the service, which may be null, must outlive it. It is
/// not copied, for it points into itself. It does not change once made, so several threads may read it at once.
struct Standing {
  Standing(History, const Service*);
  Standing(const Case& c, const Service* s, AsOf as_of) : Standing(History(c, as_of), s) {}
  Standing(const Standing&) = delete;
  Standing& operator=(const Standing&) = delete;

  const History history;
  const Service* service;
  const Settings& settings;  ///< in force on the day
  const Course course;

  const std::vector<SessionStanding> all_sessions;        ///< of the whole case, in order of time
  std::span<const SessionStanding> sessions;              ///< those of the episode
  std::vector<const SessionStanding*> held;               ///< those of them that were held
  std::vector<const SessionStanding*> missed;             ///< the run after the last one (L6.2)
  std::size_t missed_skipping = 0;                        ///< the same run as if excused absences were skipped
  std::vector<Counted<Review>> reviews;                   ///< of the episode, by date, then place
  std::optional<Date> counted_review;                     ///< the last review that counted: see last_counted_review()
  std::vector<const SessionStanding*> held_since_review;  ///< held after it, or all held (L4.2)

  Date day() const { return history.day(); }
  const Header& header() const { return history.of().header; }
  const Intake& intake() const { return course.intake; }
  const std::string& worker() const { return course.assignments.back().worker; }
  bool closed() const { return course.closure.has_value(); }
  CaseState state() const { return state_; }

  std::size_t count(SessionState) const;
  const SessionStanding* next_planned() const;  ///< null if none is planned
  const SessionStanding* last_held() const;     ///< null if none was held

  /// Returns the onward referrals of the episode without a response, in the order of the file.
  std::vector<Counted<Referral>> unanswered_referrals() const;

  /// Returns the tasks of the whole case that no completion ends, in order of the day on which they are due, then
  /// place.
  std::vector<Counted<Task>> open_tasks() const;

  /// Return the words of the service's parts and contents (S6, S2) that no held session covers.
  std::vector<std::string_view> uncovered_parts() const;
  std::vector<std::string_view> uncovered_contents() const;

  /// Returns the records of one kind, which must have a `date`, that belong to the episode, in the order of the file.
  template <class T>
  std::vector<Counted<T>> in_episode() const {
    auto entries = history.all<T>();
    std::erase_if(entries, [&](const auto& e) { return *e.body->date < course.episode_from; });
    return entries;
  }

  /// Returns true if the paper is there (L5): a referral into the service with a description of the situation, else a
  /// document of that kind; a consent in the episode, the others in the whole case.
  bool has_paper(Paper) const;

 private:
  CaseState find_state() const;
  CaseState state_;
};

/// Returns the day of the last review that counted (L4.2, reading 7): one counts if by its day, that day included, the
/// held sessions since the one before had reached `review_after`. Both lists are in order of time.
std::optional<Date> last_counted_review(const std::vector<const SessionStanding*>& held,
                                        const std::vector<Counted<Review>>& reviews, std::int64_t review_after);

}  // namespace psp::rules
