#include "rules/grounds.h"

#include <algorithm>
#include <array>

#include "model/text.h"

namespace psp::rules {
namespace {

using Lacks = std::vector<Message>;

Lacks nothing(const Closing&) { return {}; }

Lacks a_reason(const Closing& c) {
  if (!blank(c.closure.reason)) return {};
  return {msg("a reason (--reason)")};
}

/// Returns the settings of the day of the closing.
const Settings& settings_of(const Closing& c) { return settings_on(c.now.service, *c.closure.date); }

/// Returns the case as it stands on the day of the closing.
Standing on_its_day(const Closing& c) {
  return {c.now.history.of(), c.now.service, {*c.closure.date, c.now.history.as_of().known_at}};
}

Lacks run_of_missed(const Closing& c) {
  const auto missed = static_cast<std::int64_t>(on_its_day(c).missed.size());
  const auto limit = settings_of(c).missed_limit;
  if (limit == 0) return {msg("a limit of missed sessions, which this service does not set (missed_limit)")};
  if (missed >= limit) return {};
  return {msg("{} sessions missed in a row; there are {} on {}", limit, missed, *c.closure.date)};
}

/// Returns true if the episode has a paper of this kind for which `fits` is true.
bool has_document(const Closing& c, DocumentKind kind, const auto& fits) {
  const auto documents = c.now.in_episode<Document>();
  return std::any_of(documents.begin(), documents.end(),
                     [&](const auto& d) { return d.body->kind == kind && fits(*d.body); });
}

Lacks conclusion(const Closing& c, Conclusion finding) {
  if (has_document(c, DocumentKind::conclusion, [&](const Document& d) { return d.finding == finding; })) return {};
  return {msg("a conclusion that finds it (psp document {} --kind conclusion --finding {})", c.now.header().id,
              word(finding))};
}
Lacks conclusion_not_needed(const Closing& c) { return conclusion(c, Conclusion::not_needed); }
Lacks conclusion_not_suitable(const Closing& c) { return conclusion(c, Conclusion::not_suitable); }

Lacks withdrawal(const Closing& c) {
  if (!settings_of(c).withdrawal_in_writing) return {};
  if (has_document(c, DocumentKind::withdrawal, [](const Document& d) { return !blank(d.reason); })) return {};
  return {msg("the client's withdrawal in writing, with its reason (psp document {} --kind withdrawal --reason @)",
              c.now.header().id)};
}

Lacks held_and_review(const Closing& c) {
  Lacks lacks;
  const auto held = static_cast<std::int64_t>(c.now.held.size());
  const auto needed = settings_of(c).review_after;
  if (held < needed) lacks.push_back(msg("{} held sessions; there are {}", needed, held));
  const auto& reviews = c.now.reviews;
  if (std::none_of(reviews.begin(), reviews.end(),
                   [](const auto& r) { return r.body->decision == Decision::end && r.body->agreed.value_or(false); }))
    lacks.push_back(msg("a review that says end, agreed with the client (psp review {} --decision end --agreed)",
                        c.now.header().id));
  return lacks;
}

/// Wants an agreement that was not made before the last talk: the service ends with it (S7.3).
Lacks an_agreement(const Closing& c) {
  const auto agreements = c.now.in_episode<Agreement>();
  const auto* last = c.now.last_held();
  if (std::any_of(agreements.begin(), agreements.end(),
                  [&](const auto& a) { return !last || *a.body->date >= last->day(); }))
    return {};
  if (agreements.empty())
    return {msg("an agreement on the further form of cooperation (psp agreement {})", c.now.header().id)};
  return {msg("an agreement on or after the day of the last session held, {} (psp agreement {})",
              last->day(), c.now.header().id)};
}

/// Tells what is lacking for each ground, in the order of the vocabulary.
constexpr std::array lacks_for{
    a_reason,                 // rules-breach (L6.1a)
    a_reason,                 // contract-breach (L6.1b)
    run_of_missed,            // missed-sessions (L6.2)
    conclusion_not_needed,    // not-needed (L6.3)
    conclusion_not_suitable,  // not-suitable (L6.3)
    a_reason,                 // moved (L6.4)
    withdrawal,               // client-request (L6.5)
    held_and_review,          // completed (L4.3)
    an_agreement,             // agreement (S7.3)
    nothing,                  // died
    a_reason,                 // other
};
static_assert(lacks_for.size() == Vocabulary<Ground>::words.size());

}  // namespace

std::vector<Message> missing_evidence(const Closing& c) {
  return lacks_for[static_cast<std::size_t>(*c.closure.ground)](c);
}

std::vector<Message> passed_over(const Closing& c) {
  const auto& s = c.now;
  const auto& id = s.header().id;
  std::vector<Message> passed;
  for (const auto& a : s.sessions) {
    const auto at = *a.session.body->at;
    const auto& session = a.session.record->id;
    if (a.state == SessionState::planned)
      passed.push_back(
          msg("the session of {} is still planned: psp attendance {} cancelled --cancelled-by provider --session {}",
              at, id, session));
    else if (a.state == SessionState::unrecorded)
      passed.push_back(msg("what became of the session of {} is not recorded: psp attendance {} --session {}",
                           at, id, session));
    else if (a.day() > *c.closure.date && a.state != SessionState::cancelled && a.state != SessionState::rescheduled)
      passed.push_back(
          msg("the session of {} ({}) lies after the day of the closing, {}", at, label(a.state), *c.closure.date));
  }
  for (const auto& task : s.open_tasks())
    passed.push_back(msg("a task for {} is open: psp done {} {}", *task.body->due, id, task.record->id));
  if (!s.held.empty()) {
    auto words = s.uncovered_parts();
    for (const auto content : s.uncovered_contents()) words.push_back(content);
    if (!words.empty()) passed.push_back(msg("not covered: {}", listed(words)));
  }
  const auto then = on_its_day(c);
  if (c.closure.ground == Ground::missed_sessions)
    for (const auto* a : then.missed)
      if (unanswered(*a, s.service))
        passed.push_back(
            msg("whether the absence of {} was justified, or told beforehand, is not recorded: psp amend {} {} "
                "--set justified=… --set notice=… --reason …",
                *a->session.body->at, id, a->record->id));
  return passed;
}

std::vector<Message> advisable_evidence(const Closing& c) {
  if (c.closure.ground != Ground::not_suitable) return {};
  for (const auto& r : c.now.in_episode<Referral>())
    if (r.body->direction == Direction::out) return {};
  return {
      msg("no onward referral: where the problems exceed the provider's competence, the client should be referred "
          "on (psp referral {} --direction out)",
          c.now.header().id)};
}

}  // namespace psp::rules
