// Where a case stands on a day: its course, its current episode with sessions and reviews, its papers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/attendance.h"

namespace psp::rules {

enum class CaseState { intake, active, suspended, closed, refused };

}  // namespace psp::rules

namespace psp {
PSP_WORDS(rules::CaseState, "intake", "active", "suspended", "closed", "refused");
}  // namespace psp

namespace psp::rules {

/// The records that turn the course of a case, its closures, reopenings, suspensions, resumptions and transfers: by
/// date, then place.
std::vector<const Record*> turns_of(const History&);

/// The intake in force from a reopening on (S3.2): what it gives stands in place of what was there, the rest stays; but
/// the eligibility starts empty, and so do `accepted` and `informed` where the route is another than before.
Intake intake_after(const Intake& before, const Reopening&);

/// The part of the course that closures, reopenings, suspensions, resumptions and transfers decide. They take
/// effect by date, then place.
struct Course {
  Date episode_from;                            ///< the case's opening or its last reopening
  std::optional<Entry<Closure>> closure;        ///< set while closed
  std::optional<Entry<Suspension>> suspension;  ///< set while suspended (a closed case can be, too)
  std::optional<Entry<Reopening>> reopening;    ///< the last one
  std::optional<Entry<Resumption>> resumption;  ///< the last one that ended a suspension
  /// In whose hands the case was, and in which of the fields that have workers of their own (S8), from a day on.
  struct Charge {
    Date from;
    std::string worker;
    std::optional<CareField> field;
    const Record* record;  ///< the transfer or the reopening; null for the opening
  };
  std::vector<Charge> charges;  ///< in order; never empty
  std::string manager;
  Intake intake;  ///< in force
};

Course course_of(const History&);

/// A case as it stands. It points into the case and the service, which must outlive it; it is not copied.
struct Standing {
  Standing(const Case&, const Service*, AsOf);
  Standing(const Standing&) = delete;
  Standing& operator=(const Standing&) = delete;

  const History history;
  const Service* service;
  const Settings& settings;  ///< in force on the day
  const Course course;

  std::vector<Appointment> sessions;                  ///< of the episode, in order
  std::vector<const Appointment*> held;               ///< those of them that were held
  std::vector<const Appointment*> missed;             ///< the run after the last one (L6.2)
  std::size_t missed_skipping = 0;                    ///< the same run as if excused absences were skipped
  std::vector<Entry<Review>> reviews;                 ///< of the episode, by date, then place
  std::optional<Date> counted_review;                 ///< the last review that counted: see last_counted_review()
  std::vector<const Appointment*> held_since_review;  ///< held after it, or all held (L4.2)

  Date day() const { return history.day(); }
  const Header& header() const { return history.of().header; }
  const Intake& intake() const { return course.intake; }
  const std::string& worker() const { return course.charges.back().worker; }
  bool closed() const { return course.closure.has_value(); }
  CaseState state() const;

  std::size_t count(State) const;
  const Appointment* next_planned() const;  ///< null where none is planned
  const Appointment* last_held() const;     ///< null where none was held

  /// The onward referrals of the episode without a response, in the order of the file.
  std::vector<Entry<Referral>> unanswered_referrals() const;

  /// The tasks of the whole case that no completion ends, in order of the day on which they are due, then of place.
  std::vector<Entry<Task>> open_tasks() const;

  /// The words of the service's parts and contents (S6, S2) that no held session covers.
  std::vector<Part> uncovered_parts() const;
  std::vector<Content> uncovered_contents() const;

  /// The records of one kind that belong to the episode, in the order of the file.
  template <class T>
  std::vector<Entry<T>> in_episode() const {
    auto entries = history.all<T>();
    std::erase_if(entries, [&](const auto& e) { return *e.body->date < course.episode_from; });
    return entries;
  }

  /// True if the paper is there, in the whole case: a referral into the service with a description of the
  /// situation; for the others, a document of that kind (L5); a consent, in the episode.
  bool has_paper(Paper) const;
};

/// The day of the last review that counted: one counts if by its day (that day's sessions included) the held sessions
/// since the one before had reached `review_after`, so that an interim review does not put off the next (reading 7).
/// `reviews` are in order.
std::optional<Date> last_counted_review(const std::vector<const Appointment*>& held,
                                        const std::vector<Entry<Review>>& reviews, std::int64_t review_after);

}  // namespace psp::rules
