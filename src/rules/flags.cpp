#include "rules/flags.h"

#include <algorithm>
#include <array>

#include "rules/grounds.h"

namespace psp::rules {
namespace {

using Judged = std::optional<Raised>;

std::vector<const Record*> session_records(const std::vector<const Appointment*>& appointments) {
  std::vector<const Record*> records;
  for (const auto* a : appointments) records.push_back(a->session.record);
  return records;
}

std::int64_t count_of(const auto& list) { return static_cast<std::int64_t>(list.size()); }

/// "For N days": the day lies more than N days before the one that we look from.
bool longer_than(const Standing& s, Date day, std::int64_t days) { return s.day() - day > days; }
/// The day after the last day of such a term.
Date after_term(Date day, std::int64_t days) { return day + static_cast<int>(days) + 1; }

// L6.2

Message missed_message(const Standing& s) {
  const auto n = count_of(s.missed);
  const auto skipping = static_cast<std::int64_t>(s.missed_skipping);
  if (skipping > n)
    return msg_count(n, "{} session missed in a row; {} if excused absences are skipped",
                     "{} sessions missed in a row; {} if excused absences are skipped", skipping);
  return msg_count(n, "{} session missed in a row", "{} sessions missed in a row");
}

Judged missed_limit(const Standing& s, const Office&) {
  const auto limit = s.settings.missed_limit;
  if (limit == 0 || count_of(s.missed) < limit) return {};
  const auto since = s.missed[static_cast<std::size_t>(limit - 1)]->day();
  return Raised{Level::action, since, session_records(s.missed), missed_message(s)};
}

Judged missed_warning(const Standing& s, const Office&) {
  const auto limit = s.settings.missed_limit;
  if (limit < 2 || count_of(s.missed) != limit - 1) return {};
  return Raised{Level::warn, s.missed.back()->day(), session_records(s.missed), missed_message(s)};
}

// L4

Judged review_due(const Standing& s, const Office&) {
  const auto after = s.settings.review_after;
  const auto& held = s.held_since_review;
  if (after == 0 || count_of(held) < after) return {};
  return Raised{Level::action, held[static_cast<std::size_t>(after - 1)]->day(), session_records(held),
                msg_count(count_of(held), "review due: {} session held since the last one or the start",
                          "review due: {} sessions held since the last one or the start")};
}

Judged review_soon(const Standing& s, const Office&) {
  const auto after = s.settings.review_after;
  const auto& held = s.held_since_review;
  if (after == 0 || count_of(held) != after - 1) return {};
  const auto since = held.empty() ? s.counted_review.value_or(s.course.episode_from) : held.back()->day();
  return Raised{Level::info, since, session_records(held), msg("a review is due after the next held session")};
}

Judged closure_pending(const Standing& s, const Office&) {
  if (s.reviews.empty() || s.reviews.back().body->decision != Decision::end) return {};
  const auto& review = s.reviews.back();
  return Raised{
      Level::warn, *review.body->date, {review.record}, msg("the last review says end; the case is still open")};
}

Judged manager_uninformed(const Standing& s, const Office&) {
  const auto days = s.settings.inform_after_days;
  if (days == 0) return {};
  const auto notices = s.history.all<Notice>();
  std::vector<const Record*> untold;
  for (const auto& review : s.reviews) {
    const bool told = std::any_of(notices.begin(), notices.end(), [&](const auto& n) {
      return n.body->to == Recipient::manager && s.history.resolve(n.body->about.id) == review.record &&
             *n.body->date >= *review.body->date;
    });
    if (!told) untold.push_back(review.record);
  }
  if (untold.empty()) return {};
  const auto first = *own_date(*untold.front());
  return Raised{longer_than(s, first, days) ? Level::action : Level::warn, first, untold,
                msg("the case manager was not told of the review of {}", first)};
}

// L5

Judged paper_missing(const Standing& s, Paper paper, Message message) {
  const auto& required = s.settings.required;
  if (std::find(required.begin(), required.end(), paper) == required.end() || s.has_paper(paper)) return {};
  return Raised{s.held.empty() ? Level::warn : Level::action, *s.header().opened, {}, std::move(message)};
}

Judged application_missing(const Standing& s, const Office&) {
  return paper_missing(s, Paper::application, msg("the client's application is missing"));
}

Judged referral_missing(const Standing& s, const Office&) {
  auto raised = paper_missing(s, Paper::referral, msg("the referral with its description of the situation is missing"));
  if (!raised) return raised;
  for (const auto& r : s.history.all<Referral>())
    if (r.body->direction == Direction::in) {
      raised->message = msg("the referral lacks its description of the situation");
      raised->evidence.push_back(r.record);
    }
  return raised;
}

// Sessions to come and to settle

Judged attendance_missing(const Standing& s, const Office&) {
  std::vector<const Record*> unrecorded;
  for (const auto& a : s.sessions)
    if (a.state == State::unrecorded) unrecorded.push_back(a.session.record);
  if (unrecorded.empty()) return {};
  const auto since = *own_date(*unrecorded.front());
  return Raised{Level::action, since, unrecorded,
                msg_count(count_of(unrecorded), "{} session without attendance", "{} sessions without attendance")};
}

Judged no_next_session(const Standing& s, const Office&) {
  const auto days = s.settings.stale_after_days;
  if (days == 0 || s.state() != CaseState::active || s.next_planned()) return {};
  // The term runs from the latest of these.
  Date last = s.course.episode_from;
  const Record* from = s.course.reopening ? s.course.reopening->record : nullptr;
  const auto later = [&](const Record* r) {
    if (*own_date(*r) < last || (*own_date(*r) == last && from)) return;
    last = *own_date(*r);
    from = r;
  };
  if (s.course.resumption) later(s.course.resumption->record);
  if (const auto* held = s.last_held()) later(held->session.record);
  const auto evidence = from ? std::vector{from} : std::vector<const Record*>{};
  if (!longer_than(s, last, days)) return {};
  return Raised{Level::warn, after_term(last, days), evidence, msg("no session planned, and none held since {}", last)};
}

Judged referral_unanswered(const Standing& s, const Office&) {
  const auto days = s.settings.answer_after_days;
  if (days == 0) return {};
  std::vector<const Record*> waiting;
  for (const auto& r : s.unanswered_referrals())
    if (longer_than(s, *r.body->date, days)) waiting.push_back(r.record);
  if (waiting.empty()) return {};
  std::stable_sort(waiting.begin(), waiting.end(), [](auto* a, auto* b) { return *own_date(*a) < *own_date(*b); });
  const auto first = *own_date(*waiting.front());
  return Raised{Level::warn, after_term(first, days), waiting,
                msg_count(count_of(waiting), "{} onward referral without a response, the oldest of {}",
                          "{} onward referrals without a response, the oldest of {}", first)};
}

// L3

/// The first assessment of this kind in the episode, by date; null where there is none.
const Assessment* first_assessment(const Standing& s, AssessmentKind kind) {
  const Assessment* first = nullptr;
  for (const auto& a : s.in_episode<Assessment>())
    if (a.body->kind == kind && (!first || *a.body->date < *first->date)) first = a.body;
  return first;
}

Judged assessment_missing(const Standing& s, const Office&) {
  if (!s.settings.needs_assessment || s.held.empty() || first_assessment(s, AssessmentKind::needs)) return {};
  return Raised{Level::warn,
                s.held.front()->day(),
                {s.held.front()->session.record},
                msg("a session was held, but the needs were not assessed")};
}

Judged change_unevaluated(const Standing& s, const Office&) {
  if (!s.settings.needs_assessment) return {};
  const auto* change = first_assessment(s, AssessmentKind::change);
  std::vector<const Record*> without;
  for (const auto& r : s.reviews)
    if (!change || *change->date > *r.body->date) without.push_back(r.record);
  if (without.empty()) return {};
  const auto since = *own_date(*without.front());
  return Raised{Level::warn, since, without, msg("the review of {} has no evaluation of change", since)};
}

// First aid: S2, S6, S7, S4, S8

/// The words of `wanted` that no held session covers.
template <class E>
std::vector<std::string_view> uncovered(const Standing& s, const std::vector<E>& wanted,
                                        std::vector<E> Attendance::*list) {
  std::vector<std::string_view> missing;
  for (const E e : wanted) {
    const bool covered = std::any_of(s.held.begin(), s.held.end(), [&](const Appointment* a) {
      const auto& given = a->attendance->*list;
      return std::find(given.begin(), given.end(), e) != given.end();
    });
    if (!covered) missing.push_back(word(e));
  }
  return missing;
}

Judged scope_incomplete(const Standing& s, const Office&) {
  if (s.held.empty()) return {};
  auto missing = uncovered(s, s.settings.parts, &Attendance::parts);
  const auto contents = uncovered(s, s.settings.contents, &Attendance::contents);
  missing.insert(missing.end(), contents.begin(), contents.end());
  if (missing.empty()) return {};
  return Raised{Level::warn, s.held.front()->day(), session_records(s.held),
                msg("not covered yet: {}", listed(missing))};
}

Judged agreement_missing(const Standing& s, const Office&) {
  const auto days = s.settings.agreement_after_days;
  const auto* last = s.last_held();
  if (days == 0 || !last || s.next_planned() || !longer_than(s, last->day(), days)) return {};
  for (const auto& a : s.history.all<Agreement>())
    if (*a.body->date >= last->day()) return {};
  return Raised{Level::action,
                after_term(last->day(), days),
                {last->session.record},
                msg("no agreement since the last session, {}", last->day())};
}

Judged acceptance_missing(const Standing& s, const Office&) {
  if (s.intake().route != Route::proposer || s.intake().accepted.value_or(false)) return {};
  for (const auto& d : s.history.all<Document>())
    if (d.body->kind == DocumentKind::consent) return {};
  return Raised{Level::action,
                *s.header().opened,
                {},
                msg("came on a proposer's initiative; that the client accepts it is not recorded")};
}

Judged information_missing(const Standing& s, const Office&) {
  if (s.intake().route != Route::official_duty || s.intake().informed.value_or(false)) return {};
  for (const auto& n : s.history.all<Notice>())
    if (n.body->to == Recipient::client && n.body->about.id == "intake") return {};
  return Raised{
      Level::action, *s.header().opened, {}, msg("taken up ex officio; that the client was informed is not recorded")};
}

Judged field_worker(const Standing& s, const Office& office) {
  const auto field = s.intake().field;
  if (!field) return {};
  const auto own = [&](const std::string& worker) {
    const auto it = office.workers.find(worker);
    if (it == office.workers.end()) return false;
    const auto& fields = it->second.fields_;
    return std::find(fields.begin(), fields.end(), *field) != fields.end();
  };
  if (own(s.worker())) return {};
  // It has held since the first of those without a break who are not the field's own.
  auto first = s.course.workers.end() - 1;
  while (first != s.course.workers.begin() && !own((first - 1)->worker)) --first;
  const auto evidence = first->transfer ? std::vector{first->transfer} : std::vector<const Record*>{};
  return Raised{Level::warn, first->from, evidence,
                msg("{} is done by that field's own workers; {} is not one of them", word(*field),
                    s.worker().empty() ? std::string_view("nobody") : s.worker())};
}

Judged manager_missing(const Standing& s, const Office&) {
  if (!s.settings.needs_manager || !s.course.manager.empty()) return {};
  return Raised{Level::warn, *s.header().opened, {}, msg("no case manager")};
}

// L6.5, L6

Judged withdrawal_pending(const Standing& s, const Office&) {
  if (!s.settings.withdrawal_in_writing) return {};
  std::vector<const Record*> pending;
  for (const auto& d : s.history.all<Document>())
    if (d.body->kind == DocumentKind::withdrawal && blank(d.body->reason)) pending.push_back(d.record);
  if (pending.empty()) return {};
  std::stable_sort(pending.begin(), pending.end(), [](auto* a, auto* b) { return *own_date(*a) < *own_date(*b); });
  return Raised{Level::warn, *own_date(*pending.front()), pending,
                msg("the client withdrew; the reason in writing is missing")};
}

Judged closure_unsupported(const Standing& s, const Office&) {
  if (!s.closed()) return {};
  const auto& closure = *s.course.closure;
  if (missing_evidence({*closure.body, s}).empty()) return {};
  const bool overridden = !blank(closure.body->override_);
  return Raised{overridden ? Level::info : Level::action,
                *closure.body->date,
                {closure.record},
                overridden
                    ? msg("closed as {} without the evidence that this needs, on purpose", word(*closure.body->ground))
                    : msg("closed as {} without the evidence that this needs", word(*closure.body->ground))};
}

Judged retention_due(const Standing& s, const Office&) {
  const auto years = s.settings.retention_years;
  if (!s.closed() || years == 0) return {};
  const auto last = plus_years(*s.course.closure->body->date, static_cast<int>(years));
  if (s.day() <= last) return {};
  return Raised{Level::info,
                last + 1,
                {s.course.closure->record},
                msg("closed for more than {} years: the file need not be kept any longer", years)};
}

constexpr bool suspended_too = true, closed_too = true;

constexpr std::array table{
    Flag{
        "missed-limit", "action", "L6.2", "",
        "As many sessions were missed in a row, without being excused, as make a ground for ending or refusing the service.",
        "A person decides: psp close CASE --ground missed-sessions, or go on; a held session ends the run.",
        "missed_limit excused_when excused_effect", suspended_too, false, missed_limit},
    Flag{"missed-warning", "warn", "L6.2", "",
         "One more session missed in a row will be a ground for ending or refusing the service.",
         "Reach the client before the next session.", "missed_limit excused_when excused_effect", false, false,
         missed_warning},
    Flag{
        "review-due", "action", "L4.2", "",
        "After so many held sessions the situation is evaluated again, and its end or continuation agreed with the client.",
        "psp review CASE --decision continue|end --agreed", "review_after", false, false, review_due},
    Flag{"review-soon", "info", "L4.2", "", "The next held session makes the review due.", "Prepare the review.",
         "review_after", false, false, review_soon},
    Flag{"closure-pending", "warn", "L4.3", "",
         "The last review says that the service ends, and the case is not closed.",
         "psp close CASE --ground completed, or another review", "", false, false, closure_pending},
    Flag{"manager-uninformed", "action warn", "L4.4", "",
         "The case manager is told of each review and of what was agreed.",
         "psp notice CASE --to manager --about REVIEW", "inform_after_days", false, closed_too, manager_uninformed},
    Flag{"application-missing", "action warn", "L5", "L5.1", "To receive the service, the person applies for it.",
         "psp document CASE --kind application", "required", suspended_too, false, application_missing},
    Flag{"referral-missing", "action warn", "L5", "L5.2",
         "To receive the service, the case manager refers the person, with a description of the situation.",
         "psp referral CASE --from WHO --situation TEXT", "required", suspended_too, false, referral_missing},
    Flag{"attendance-missing", "action", "", "", "A session's day has passed, and what became of it is not recorded.",
         "psp attendance CASE OUTCOME", "", false, false, attendance_missing},
    Flag{"no-next-session", "warn", "", "", "An active case has no session ahead, and none was held for some time.",
         "psp session CASE WHEN, or close or suspend the case", "stale_after_days", false, false, no_next_session},
    Flag{"referral-unanswered", "warn", "", "", "A provider has not answered an onward referral for some time.",
         "Ask there, then psp response CASE REFERRAL OUTCOME", "answer_after_days", false, false, referral_unanswered},
    Flag{"assessment-missing", "warn", "L3.2", "", "The service includes an assessment of needs.",
         "psp assessment CASE --kind needs --text TEXT", "needs_assessment", false, false, assessment_missing},
    Flag{"change-unevaluated", "warn", "L3.5", "",
         "The service includes an evaluation of change, by the day of the review.",
         "psp assessment CASE --kind change --date DAY --text TEXT", "needs_assessment", false, false,
         change_unevaluated},
    Flag{"scope-incomplete", "warn", "S2 S6", "",
         "Each part of the talk and each of the contents is covered before the case is closed.",
         "psp attendance CASE attended --parts … --contents …, or psp amend", "parts contents", false, false,
         scope_incomplete},
    Flag{"agreement-missing", "action", "S7.3", "",
         "The service ends with an agreement on the further form of cooperation, which may be none.",
         "psp agreement CASE --next-step TEXT", "agreement_after_days", false, closed_too, agreement_missing},
    Flag{"acceptance-missing", "action", "S4.2", "",
         "A proposer's initiative leads to the service only if the user accepts it.",
         "psp document CASE --kind consent", "", false, false, acceptance_missing},
    Flag{"information-missing", "action", "S4.3", "S4.3a", "Where the office acts ex officio, it tells the user so.",
         "psp notice CASE --to client --about intake", "", false, false, information_missing},
    Flag{"field-worker", "warn", "S8", "", "In six fields the service is done by that field's own workers.",
         "psp transfer CASE --worker WORKER, or add the field to the worker in psp.toml", "", false, false,
         field_worker},
    Flag{"manager-missing", "warn", "L7", "", "Each case has its case manager, by client group and place of residence.",
         "psp transfer CASE --manager WORKER", "needs_manager", false, false, manager_missing},
    Flag{"withdrawal-pending", "warn", "L6.5", "",
         "A withdrawal is in writing and gives a reason; until then it is pending.",
         "psp amend CASE ID --set reason=… --reason WHY", "withdrawal_in_writing", false, false, withdrawal_pending},
    Flag{"closure-unsupported", "action info", "L6", "", "The ground on which a case is closed rests on evidence.",
         "Record the missing evidence, or amend the closure: its ground, or an override",
         "missed_limit excused_when excused_effect review_after withdrawal_in_writing", suspended_too, closed_too,
         closure_unsupported},
    Flag{"retention-due", "info", "", "", "The years for which the office keeps a closed file have passed.",
         "Decide what becomes of the file.", "retention_years", false, closed_too, retention_due},
};

}  // namespace

std::span<const Flag> flags() { return table; }

const Flag* find_flag(std::string_view code) {
  const auto it = std::find_if(table.begin(), table.end(), [&](const Flag& f) { return f.code == code; });
  return it == table.end() ? nullptr : &*it;
}

std::vector<Raised> raised_flags(const Standing& s, const Office& office) {
  std::vector<Raised> all;
  const bool suspended = s.state() == CaseState::suspended;
  for (const auto& flag : table) {
    if ((s.closed() && !flag.while_closed) || (suspended && !flag.while_suspended)) continue;
    if (auto raised = flag.judge(s, office)) {
      raised->flag = &flag;
      all.push_back(std::move(*raised));
    }
  }
  return all;
}

}  // namespace psp::rules
