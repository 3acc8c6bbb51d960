#include "rules/flags.h"

#include <algorithm>
#include <array>

#include "model/text.h"
#include "rules/deadlines.h"
#include "rules/grounds.h"

namespace psp::rules {
namespace {

using Judged = std::optional<Raised>;

std::vector<const Record*> session_records(const std::vector<const SessionStanding*>& appointments) {
  std::vector<const Record*> records;
  for (const auto* a : appointments) records.push_back(a->session.record);
  return records;
}

std::int64_t count_of(const auto& list) { return static_cast<std::int64_t>(list.size()); }

std::vector<const Record*> records_of(const std::vector<Deadline>& deadlines) {
  std::vector<const Record*> records;
  for (const auto& deadline : deadlines) records.push_back(deadline.record);
  return records;
}

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
  const auto untold = inform_deadlines(s);
  if (untold.empty()) return {};
  const auto& first = untold.front();
  return Raised{first.over_on(s.day()) ? Level::action : Level::warn, first.from, records_of(untold),
                msg("the case manager was not told of the review of {}", first.from)};
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
    if (a.state == SessionState::unrecorded) unrecorded.push_back(a.session.record);
  if (unrecorded.empty()) return {};
  const auto since = *own_date(*unrecorded.front());
  return Raised{Level::action, since, unrecorded,
                msg_count(count_of(unrecorded), "{} session without attendance", "{} sessions without attendance")};
}

Judged no_next_session(const Standing& s, const Office&) {
  const auto deadline = session_deadline(s);
  if (!deadline || !deadline->over_on(s.day())) return {};
  const auto evidence = deadline->record ? std::vector{deadline->record} : std::vector<const Record*>{};
  return Raised{Level::warn, deadline->last() + 1, evidence,
                msg("no session planned, and none held since {}", deadline->from)};
}

Judged referral_unanswered(const Standing& s, const Office&) {
  auto waiting = answer_deadlines(s);
  std::erase_if(waiting, [&](const Deadline& deadline) { return !deadline.over_on(s.day()); });
  if (waiting.empty()) return {};
  const auto& first = waiting.front();
  return Raised{Level::warn, first.last() + 1, records_of(waiting),
                msg_count(count_of(waiting), "{} onward referral without a response, the oldest of {}",
                          "{} onward referrals without a response, the oldest of {}", first.from)};
}

// L3

/// Returns the first assessment of this kind in the episode, by date; null if there is none.
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

/// Returns ` --parts support --contents providers`, or ` --set parts+=support --set contents+=providers`.
std::string scope_options(const Standing& s, std::string_view before, std::string_view behind) {
  std::string text;
  const auto add = [&](std::string_view name, const std::vector<std::string_view>& words) {
    for (std::size_t i = 0; i < words.size(); ++i)
      text += (i > 0 ? "," : std::string(before) + std::string(name) + std::string(behind)) + std::string(words[i]);
  };
  add("parts", s.uncovered_parts());
  add("contents", s.uncovered_contents());
  return text;
}

Judged scope_incomplete(const Standing& s, const Office&) {
  if (s.held.empty() || s.next_planned()) return {};
  std::vector<Message> missing;
  for (const auto part : s.uncovered_parts()) missing.push_back(msg_in(Vocabulary<Part>::name, part));
  for (const auto content : s.uncovered_contents()) missing.push_back(msg_in(Vocabulary<Content>::name, content));
  if (missing.empty()) return {};
  const auto& id = s.header().id;
  return Raised{
      Level::warn, s.held.front()->day(), session_records(s.held), msg("not covered yet: {}", comma_list(missing)),
      msg("Hold another talk: psp session {} {}{}; or, where the last one covered it: psp amend {} {}{} --reason "
          "\"not written down\"",
          id, "now", scope_options(s, " --", " "), id, s.held.back()->record->id, scope_options(s, " --set ", "+="))};
}

Judged agreement_missing(const Standing& s, const Office&) {
  const auto deadline = agreement_deadline(s);
  if (!deadline || !deadline->over_on(s.day())) return {};
  return Raised{Level::action,
                deadline->last() + 1,
                {deadline->record},
                msg("no agreement since the last session, {}", deadline->from)};
}

/// Returns the reopening with which the episode began; none if it began with the opening of the case.
std::vector<const Record*> start_of_episode(const Standing& s) {
  if (!s.course.reopening) return {};
  return {s.course.reopening->record};
}

Judged acceptance_missing(const Standing& s, const Office&) {
  const auto& intake = s.intake();
  if (intake.route != Route::proposer || intake.accepted.value_or(false)) return {};
  for (const auto& d : s.in_episode<Document>())
    if (d.body->kind == DocumentKind::consent) return {};
  Raised raised{Level::action, s.course.episode_from, start_of_episode(s), {}};
  if (intake.accepted) {
    raised.message = msg("came on a proposer's initiative; the client does not accept it");
    raised.remedy =
        msg("Without the client's acceptance there is no service: psp close {} --refused; or, "
            "where the client accepts it after all, psp document {} --kind consent (--oral where it was said)",
            s.header().id, s.header().id);
  } else {
    raised.message = msg("came on a proposer's initiative; that the client accepts it is not recorded");
  }
  return raised;
}

Judged information_missing(const Standing& s, const Office&) {
  if (s.intake().route != Route::official_duty || s.intake().informed.value_or(false)) return {};
  for (const auto& n : s.in_episode<Notice>())
    if (n.body->to == Recipient::client && n.body->about.id == "intake") return {};
  return Raised{Level::action, s.course.episode_from, start_of_episode(s),
                msg("taken up ex officio; that the client was informed is not recorded")};
}

Judged field_worker(const Standing& s, const Office& office) {
  const auto field = s.intake().field;
  if (!field) return {};
  const auto lacks = [&](const Course::Assignment& assignment) {
    if (!assignment.field) return false;
    const auto it = office.workers.find(assignment.worker);
    if (it == office.workers.end()) return true;
    const auto& fields = it->second.fields_;
    return std::find(fields.begin(), fields.end(), *assignment.field) == fields.end();
  };
  const auto& assignments = s.course.assignments;
  if (!lacks(assignments.back())) return {};
  // The flag has held since the first of the latest assignments in a row whose worker was none of the field's own.
  auto first = assignments.end() - 1;
  while (first != assignments.begin() && lacks(*(first - 1))) --first;
  return Raised{Level::warn, first->from, first->record ? std::vector{first->record} : std::vector<const Record*>{},
                s.worker().empty()
                    ? msg("{} is done by that field's own workers; the case has no worker", label(*field))
                    : msg("{} is done by that field's own workers; {} is not one of them", label(*field), s.worker())};
}

Judged manager_missing(const Standing& s, const Office&) {
  if (!s.settings.needs_manager || !s.course.manager.empty()) return {};
  return Raised{Level::warn, *s.header().opened, {}, msg("no case manager")};
}

// L3.4, S5.4

Judged plan_missing(const Standing& s, const Office&) {
  if (!s.settings.needs_plan || s.held.empty() || !s.in_episode<Plan>().empty()) return {};
  return Raised{Level::warn,
                s.held.front()->day(),
                {s.held.front()->session.record},
                msg("a session was held, but there is no plan")};
}

Judged task_due(const Standing& s, const Office&) {
  std::vector<const Record*> due;
  for (const auto& task : s.open_tasks())
    if (*task.body->due <= s.day()) due.push_back(task.record);
  if (due.empty()) return {};
  const auto& first = *due.front()->as<Task>();
  return Raised{Level::action, *first.due, due,
                msg_count(count_of(due), "{} task is due, since {}: {}", "{} tasks are due, the first since {}: {}",
                          *first.due, first.text)};
}

// L6.5, L6

/// A later withdrawal with a reason ends those before it.
Judged withdrawal_pending(const Standing& s, const Office&) {
  if (!s.settings.withdrawal_in_writing) return {};
  auto withdrawals = s.in_episode<Document>();
  std::erase_if(withdrawals, [](const auto& d) { return d.body->kind != DocumentKind::withdrawal; });
  std::stable_sort(withdrawals.begin(), withdrawals.end(),
                   [](const auto& a, const auto& b) { return *a.body->date < *b.body->date; });
  std::vector<const Record*> pending;
  for (const auto& d : withdrawals) {
    if (blank(d.body->reason)) pending.push_back(d.record);
    else pending.clear();
  }
  if (pending.empty()) return {};
  return Raised{Level::warn, *own_date(*pending.front()), pending,
                msg("the client withdrew; the reason in writing is missing")};
}

Judged closure_unsupported(const Standing& s, const Office&) {
  if (!s.closed()) return {};
  const auto& [record, closure] = *s.course.closure;
  const auto lacks = missing_evidence({*closure, s});
  if (lacks.empty()) return {};
  const bool overridden = !blank(closure->override_);
  auto missing = lacks.front();
  for (std::size_t i = 1; i < lacks.size(); ++i) missing = msg("{}; {}", missing, lacks[i]);
  return Raised{
      overridden ? Level::info : Level::action,
      *closure->date,
      {record},
      overridden ? msg("closed as {} without the evidence that this needs, on purpose", label(*closure->ground))
                 : msg("closed as {} without the evidence that this needs", label(*closure->ground)),
      msg("It lacks {}. Record that; or correct the closure: psp amend {} {} --set ground=… (or reason=…, or override=…) "
          "--reason WHY",
          missing, s.header().id, record->id)};
}

Judged retention_due(const Standing& s, const Office&) {
  const auto last = kept_until(s);
  if (!last || s.day() <= *last) return {};
  return Raised{
      Level::info,
      *last + 1,
      {s.course.closure->record},
      msg_count(s.settings.retention_years, "closed for more than {} year: the file need not be kept any longer",
                "closed for more than {} years: the file need not be kept any longer")};
}

constexpr auto action = Level::action, warn = Level::warn, info = Level::info;
constexpr bool suspended_too = true, closed_too = true;

constexpr Flag flag(std::string_view code, Few<Level, 2> levels, RuleIds sources, RuleIds details,
                    std::string_view rule, std::string_view remedy, Few<std::string_view, 5> settings,
                    bool while_suspended, bool while_closed,
                    std::optional<Raised> (*judge)(const Standing&, const Office&), AgendaLine agenda = {}) {
  return {code, levels, sources, details, rule, remedy, settings, while_suspended, while_closed, judge, agenda};
}

constexpr std::array flag_table{
    flag(
        "missed-limit", {action}, {"L6.2"}, {},
        "As many sessions were missed in a row, without being excused, as make a ground for ending or refusing the service.",
        "A person decides: psp close CASE --ground missed-sessions, or go on; a held session ends the run.",
        {"missed_limit", "excused_when", "excused_effect"}, suspended_too, false, missed_limit,
        {5, "decision on closing", due::at_once}),
    flag("missed-warning", {warn}, {"L6.2"}, {},
         "One more session missed in a row will be a ground for ending or refusing the service.",
         "Reach the client before the next session.", {"missed_limit", "excused_when", "excused_effect"}, false, false,
         missed_warning, {5, "call to the client", due::by_next_session}),
    flag(
        "review-due", {action}, {"L4.2"}, {},
        "After so many held sessions the situation is evaluated again, and its end or continuation agreed with the client.",
        "psp review CASE", {"review_after"}, false, false, review_due,
        {5, "review", due::review}),
    flag("review-soon", {info}, {"L4.2"}, {}, "The next held session makes the review due.", "Prepare the review.",
         {"review_after"}, false, false, review_soon),
    flag("closure-pending", {warn}, {"L4.3"}, {},
         "The last review says that the service ends, and the case is not closed.",
         "psp close CASE --ground completed, or another review", {}, false, false, closure_pending,
         {5, "closing", due::at_once}),
    flag("manager-uninformed", {action, warn}, {"L4.4"}, {},
         "The case manager is told of each review and of what was agreed.", "psp notice CASE --to manager --about ID",
         {"inform_after_days"}, false, closed_too, manager_uninformed, {5, "notice to the case manager", due::notices}),
    flag("application-missing", {action, warn}, {"L5"}, {"L5.1"}, "To receive the service, the person applies for it.",
         "psp document CASE --kind application", {"required"}, suspended_too, false, application_missing,
         {6, "application", due::by_first_session}),
    flag("referral-missing", {action, warn}, {"L5"}, {"L5.2"},
         "To receive the service, the case manager refers the person, with a description of the situation.",
         "psp referral CASE --direction in", {"required"}, suspended_too, false, referral_missing,
         {6, "referral", due::by_first_session}),
    flag("attendance-missing", {action}, {}, {}, "A session's day has passed, and what became of it is not recorded.",
         "psp attendance CASE --session ID", {}, false, false, attendance_missing,
         {4, "attendance", due::attendances}),
    flag("no-next-session", {warn}, {}, {}, "An active case has no session ahead, and none was held for some time.",
         "psp at CASE, or close or suspend the case", {"stale_after_days"}, false, false, no_next_session,
         {7, "next session", due::next_session}),
    flag("referral-unanswered", {warn}, {}, {}, "A provider has not answered an onward referral for some time.",
         "Ask there, then psp response CASE ID", {"answer_after_days"}, false, false, referral_unanswered,
         {7, "answer to a referral", due::answers}),
    flag("assessment-missing", {warn}, {"L3.2"}, {}, "The service includes an assessment of needs.",
         "psp assessment CASE --kind needs", {"needs_assessment"}, false, false, assessment_missing,
         {7, "assessment of needs", due::at_once}),
    flag("change-unevaluated", {warn}, {"L3.5"}, {},
         "The service includes an evaluation of change, by the day of the review.",
         "psp assessment CASE --kind change", {"needs_assessment"}, false, false,
         change_unevaluated, {7, "evaluation of change", due::evaluations_of_change}),
    flag("scope-incomplete", {warn}, {"S2", "S6"}, {},
         "Each part of the talk and each of the contents is covered before the case is closed.",
         "Plan or hold another talk: psp at CASE", {"parts", "contents"}, false, false, scope_incomplete,
         {7, "rest of the talk", due::by_next_session}),
    flag("agreement-missing", {action}, {"S7.3"}, {},
         "The service ends with an agreement on the further form of cooperation, which may be none.",
         "psp agreement CASE", {"agreement_after_days"}, false, false, agreement_missing,
         {7, "agreement", due::agreement}),
    flag("acceptance-missing", {action}, {"S4.2"}, {},
         "A proposer's initiative leads to the service only if the user accepts it.",
         "psp document CASE --kind consent (--oral where it was said)", {}, false, false, acceptance_missing,
         {6, "client's acceptance", due::by_first_session}),
    flag("information-missing", {action}, {"S4.3"}, {"S4.3a"},
         "Where the office acts ex officio, it tells the user so.", "psp notice CASE --to client --about intake", {},
         false, false, information_missing, {6, "information to the client", due::by_first_session}),
    flag("field-worker", {warn}, {"S8"}, {}, "In six fields the service is done by that field's own workers.",
         "psp transfer CASE, or add the field to the worker in psp.toml", {}, false, false,
         field_worker, {7, "worker of the field", due::by_next_session}),
    flag("manager-missing", {warn}, {"L7"}, {},
         "Each case has its case manager, by client group and place of residence.",
         "psp transfer CASE", {"needs_manager"}, false, false, manager_missing,
         {6, "case manager", due::by_first_session}),
    flag("withdrawal-pending", {warn}, {"L6.5"}, {},
         "A withdrawal is in writing and gives a reason; until then it is pending.",
         "Once it is in writing: psp document CASE --kind withdrawal --reason @", {"withdrawal_in_writing"}, false,
         false, withdrawal_pending, {9, "written withdrawal", due::each_at_once}),
    flag("plan-missing", {warn}, {}, {}, "The service includes a plan of the support.", "psp plan CASE",
         {"needs_plan"}, false, false, plan_missing, {8, "plan", due::at_once}),
    flag("task-due", {action}, {}, {}, "What was promised for a day is done by that day, or dropped.",
         "psp done CASE ID", {}, suspended_too, closed_too, task_due, {2, "task", due::tasks}),
    flag("closure-unsupported", {action, info}, {"L6"}, {}, "The ground on which a case is closed rests on evidence.",
         "Record the missing evidence; or correct the closure with psp amend: its ground, or an override",
         {"missed_limit", "excused_when", "excused_effect", "review_after", "withdrawal_in_writing"}, false, closed_too,
         closure_unsupported, {9, "evidence of the closing", due::at_once}),
    flag("retention-due", {info}, {}, {}, "The years for which the office keeps a closed file have passed.",
         "Decide what becomes of the file.", {"retention_years"}, false, closed_too, retention_due,
         {9, "end of retention", due::retention}),
};

}  // namespace

std::span<const Flag> flags() { return flag_table; }

const Flag* find_flag(std::string_view code) {
  const auto it = std::find_if(flag_table.begin(), flag_table.end(), [&](const Flag& f) { return f.code == code; });
  return it == flag_table.end() ? nullptr : &*it;
}

bool concerns(const Flag& flag, const Standing& s) {
  if (s.closed()) return flag.while_closed;
  return s.state() != CaseState::suspended || flag.while_suspended;
}

std::vector<Raised> raised_flags(const Standing& s, const Office& office) {
  std::vector<Raised> all;
  for (const auto& flag : flag_table) {
    if (!concerns(flag, s)) continue;
    if (auto raised = flag.judge(s, office)) {
      raised->flag = &flag;
      all.push_back(std::move(*raised));
    }
  }
  return all;
}

}  // namespace psp::rules
