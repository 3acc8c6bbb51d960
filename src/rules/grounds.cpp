#include "rules/grounds.h"

#include <algorithm>
#include <array>

namespace psp::rules {
namespace {

using Lacks = std::vector<Message>;

Lacks nothing(const Closing&) { return {}; }

Lacks a_reason(const Closing& c) {
  if (!blank(c.closure.reason)) return {};
  return {msg("a reason (--reason)")};
}

Lacks run_of_missed(const Closing& c) {
  const Standing on_day(c.now.history.of(), c.now.service, {*c.closure.date, c.now.history.as_of().known_at});
  const auto missed = static_cast<std::int64_t>(on_day.missed.size());
  const auto limit = on_day.settings.missed_limit;
  if (missed >= limit) return {};
  return {msg("{} sessions missed in a row; there are {} on {}", limit, missed, *c.closure.date)};
}

Lacks conclusion(const Closing& c, Finding finding) {
  for (const auto& d : c.now.history.all<Document>())
    if (d.body->kind == DocumentKind::conclusion && d.body->finding == finding) return {};
  return {msg("a conclusion that finds it (psp document CASE --kind conclusion --finding {})", word(finding))};
}
Lacks conclusion_not_needed(const Closing& c) { return conclusion(c, Finding::not_needed); }
Lacks conclusion_not_suitable(const Closing& c) { return conclusion(c, Finding::not_suitable); }

Lacks withdrawal(const Closing& c) {
  if (!c.now.settings.withdrawal_in_writing) return {};
  for (const auto& d : c.now.history.all<Document>())
    if (d.body->kind == DocumentKind::withdrawal && !blank(d.body->reason)) return {};
  return {msg("the client's withdrawal in writing, with its reason (psp document CASE --kind withdrawal --reason …)")};
}

Lacks held_and_review(const Closing& c) {
  Lacks lacks;
  const auto held = static_cast<std::int64_t>(c.now.held.size());
  const auto needed = c.now.settings.review_after;
  if (held < needed) lacks.push_back(msg("{} held sessions; there are {}", needed, held));
  const auto& reviews = c.now.reviews;
  if (std::none_of(reviews.begin(), reviews.end(),
                   [](const auto& r) { return r.body->decision == Decision::end && r.body->agreed.value_or(false); }))
    lacks.push_back(msg("a review that says end, agreed with the client (psp review CASE --decision end --agreed)"));
  return lacks;
}

Lacks an_agreement(const Closing& c) {
  if (!c.now.in_episode<Agreement>().empty()) return {};
  return {msg("an agreement on the further form of cooperation (psp agreement CASE --next-step …)")};
}

struct Row : GroundRow {
  Lacks (*lacks)(const Closing&);
};

const std::array rows{
    Row{{Ground::rules_breach, "L6.1a", "the client breaks the provider's internal rules", "a reason"}, a_reason},
    Row{{Ground::contract_breach, "L6.1b", "the client breaks the contract's conditions", "a reason"}, a_reason},
    Row{{Ground::missed_sessions, "L6.2", "the client missed sessions in a row up to the limit",
         "the limit of missed sessions reached on that day"},
        run_of_missed},
    Row{{Ground::not_needed, "L6.3", "a conclusion finds the service no longer needed",
         "a conclusion with the finding not-needed"},
        conclusion_not_needed},
    Row{{Ground::not_suitable, "L6.3", "a conclusion finds the service no longer suitable",
         "a conclusion with the finding not-suitable"},
        conclusion_not_suitable},
    Row{{Ground::moved, "L6.4", "the client moves to another municipality", "a reason"}, a_reason},
    Row{{Ground::client_request, "L6.5", "the client declines the service or asks to end it",
         "a withdrawal in writing with its reason, where the service asks for it in writing"},
        withdrawal},
    Row{{Ground::completed, "L4.3", "the service was given in full and its end agreed",
         "the sessions of a review held, and a review that says end, agreed with the client"},
        held_and_review},
    Row{{Ground::agreement, "S7.3", "the talk ended with an agreement on the further form of cooperation",
         "an agreement"},
        an_agreement},
    Row{{Ground::died, "", "the client died", ""}, nothing},
    Row{{Ground::other, "", "anything else", "a reason"}, a_reason},
};
static_assert(std::tuple_size_v<decltype(rows)> == Vocabulary<Ground>::words.size());

}  // namespace

std::span<const GroundRow> ground_rows() {
  static const std::vector<GroundRow> all(rows.begin(), rows.end());
  return all;
}

const GroundRow& ground_row(Ground ground) { return ground_rows()[static_cast<std::size_t>(ground)]; }

std::vector<Message> missing_evidence(const Closing& c) {
  return rows[static_cast<std::size_t>(*c.closure.ground)].lacks(c);
}

std::vector<Message> advisable_evidence(const Closing& c) {
  if (c.closure.ground != Ground::not_suitable) return {};
  for (const auto& r : c.now.in_episode<Referral>())
    if (r.body->direction == Direction::out) return {};
  return {
      msg("no onward referral: where the problems exceed the provider's competence, the client should be referred "
          "on (psp referral CASE --to … --reason …)")};
}

}  // namespace psp::rules
